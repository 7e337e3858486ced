# test: run
def main():
    var text = String("hello world")
    print(text[byte=0:5])  # prints: hello
    print(text[byte=6:])  # prints: world
    print(text[byte=:4])  # prints: hell
