# test: run
def attempt(f: def(String) raises -> Int, text: String) -> Int:
    try:
        return f(text)
    except:
        return -1

def main():
    print(attempt(lambda text: atol(text) + 1, "41"))  # prints: 42
    print(attempt(lambda text: atol(text) + 1, "x"))  # prints: -1
    print(attempt(lambda text: text.byte_length(), "four"))  # prints: 4
