# test: run
def main():
    var a = String("Hello")
    var b = a + ", " + "world"
    print(b)  # prints: Hello, world
    a += "!"
    print(a)  # prints: Hello!
    print("ab" * 3)  # prints: ababab
    print(String("-") * 5)  # prints: -----
