# test: run
def show(a: Int, b: Int):
    print(a // b, a % b)

def main():
    show(7, 2)  # prints: 3 1
    show(-7, 2)  # prints: -4 1
    show(7, -2)  # prints: -4 -1
    show(-7, -2)  # prints: 3 -1
    show(6, 3)  # prints: 2 0
    show(-6, 3)  # prints: -2 0
    show(0, -5)  # prints: 0 0
