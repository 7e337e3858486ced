# test: run
def main():
    var text = String("  Mixed Case \n")
    print("[", text.strip(), "]", sep="")  # prints: [Mixed Case]
    print(text.strip().upper())  # prints: MIXED CASE
    print(text.strip().lower())  # prints: mixed case
    print(String("xxabcxx").strip("x"))  # prints: abc
