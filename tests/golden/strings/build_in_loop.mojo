# test: run
def main():
    var text = String()
    for i in range(1000):
        text += String(i % 10)
    print(text.byte_length())  # prints: 1000
    print(text[byte=990:])  # prints: 0123456789
