# test: run
def main():
    print(1, 2, 3, sep="-")  # prints: 1-2-3
    print("a", end="")
    print("b", end="; ")
    print("c")  # prints: ab; c
    print()  # prints:
    print("", "x", "", sep="|")  # prints: |x|
