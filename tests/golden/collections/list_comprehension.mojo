# test: run
def main():
    var squares = [x * x for x in range(6)]
    print(squares)  # prints: [0, 1, 4, 9, 16, 25]
    var odd = [x for x in squares if x % 2 == 1]
    print(odd)  # prints: [1, 9, 25]
    var pairs = [x * 10 + y for x in range(3) for y in range(2) if x != y]
    print(pairs)  # prints: [1, 10, 20, 21]
    var words = [String(x) + "!" for x in [7, 8]]
    print(words)  # prints: ['7!', '8!']
