# test: run
def main():
    print("one " "two " 'three')  # prints: one two three
    var text = (
        "a"
        "b"
        "c"
    )
    print(text)  # prints: abc
    var indented = "first "
        "second"
    print(indented)  # prints: first second
