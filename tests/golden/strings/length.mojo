# test: run
def main():
    var text = String("añ🔥")
    print(text.byte_length())  # prints: 7
    print(text.count_codepoints())  # prints: 3
    print(String("").byte_length())  # prints: 0
    print(Bool(String("")), Bool(String(" ")))  # prints: False True
