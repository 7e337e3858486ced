# test: run
def main():
    var words: List[String] = ["a", "b", "c"]
    for i, word in enumerate(words):
        print(i, word, end="; ")
    print()  # prints: 0 a; 1 b; 2 c; 
    for i, word in enumerate(words, start=10):
        print(i, word, end="; ")
    print()  # prints: 10 a; 11 b; 12 c; 
    var numbers = [7, 8]
    for word, n in zip(words, numbers):
        print(word, n, end="; ")
    print()  # prints: a 7; b 8; 
    for x in reversed(numbers):
        print(x, end="; ")
    for x in reversed(range(3)):
        print(x, end="; ")
    print()  # prints: 8; 7; 2; 1; 0; 
