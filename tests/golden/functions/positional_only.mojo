# test: run
def subtract(a: Int, b: Int, /, scale: Int = 1) -> Int:
    return (a - b) * scale

def main():
    print(subtract(9, 4))  # prints: 5
    print(subtract(9, 4, 10))  # prints: 50
    print(subtract(9, 4, scale=-1))  # prints: -5
