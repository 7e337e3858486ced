# test: run
def tagged[tag: StringLiteral](value: Int) -> String:
    return "<" + String(tag) + ">" + String(value)

def joined[left: String, right: String]() -> String:
    comptime both = left + "+" + right
    return both

def main():
    print(tagged["b"](7))  # prints: <b>7
    print(joined["x", "y"]())  # prints: x+y
