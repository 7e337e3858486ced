# test: run
# options: --dialect 2023
fn main() raises:
    let text = String("hello")
    print(text[1], len(text))  # prints: e 5
    print(text[1:3])  # prints: el
    print(ord(text[0]), chr(65))  # prints: 104 A
    print(atol("12") + 1)  # prints: 13
    let other = text + " " + String(42)
    print(other)  # prints: hello 42
