# test: run
def main():
    var words = List[String]()
    for i in range(100):
        words.append("w" + String(i))
    var length = 0
    for word in words:
        length += word.byte_length()
    print(len(words), length)  # prints: 100 290
    print(words[0], words[99])  # prints: w0 w99
