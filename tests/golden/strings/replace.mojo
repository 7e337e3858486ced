# test: run
def main():
    var text = String("a-b-c")
    print(text.replace("-", " + "))  # prints: a + b + c
    print(text.replace("x", "y"))  # prints: a-b-c
    print(text)  # prints: a-b-c
