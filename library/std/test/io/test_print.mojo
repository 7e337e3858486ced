# test: run
# stderr: to standard error
# modes: O0 O3 (the interpreter does no input or output)
import sys


struct Old(Stringable):
    var n: Int

    def __init__(out self, n: Int):
        self.n = n

    def __str__(self) -> String:
        return "Old " + String(self.n)


def main():
    print()  # prints:
    print("a", 1, 2.5, True, None, [1], (2, "b"), sep=", ")  # prints: a, 1, 2.5, True, None, [1], (2, 'b')
    print("no newline", end="")
    print("; continued", flush=True)  # prints: no newline; continued
    print("to standard error", file=sys.stderr)
    print(Old(3))  # prints: Old 3
    print("x" * 2000 == String("x") * 2000, ("y" * 700 + "z")[698:])  # prints: True yyz
    # text beyond the buffer of one print
    print("=" * 600)
    # prints: ========================================================================================================================================================================================================================================================================================================================================================================================================================================================================================================================================================================================================================
