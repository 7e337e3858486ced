# test: run
def main():
    var words: List[String] = ["a", "b", "c"]
    for word in words:
        print(word, end=" ")
    for ref word in words:
        word += "!"
    print(words)
    for var word in words:
        word += "?"
        print(word, end=" ")
    print(words)
# output:
# a b c ['a!', 'b!', 'c!']
# a!? b!? c!? ['a!', 'b!', 'c!']
