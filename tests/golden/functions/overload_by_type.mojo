# test: run
def describe(x: Int) -> String:
    return "integer"

def describe(x: Float64) -> String:
    return "float"

def describe(x: String) -> String:
    return "text"

def describe(x: Int, y: Int) -> String:
    return "two integers"

def main():
    print(describe(1))  # prints: integer
    print(describe(1.5))  # prints: float
    print(describe("s"))  # prints: text
    print(describe(1, 2))  # prints: two integers
