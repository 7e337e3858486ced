# test: run
def main() raises:
    var squares = {x: x * x for x in range(5) if x != 2}
    print(len(squares), squares[4])  # prints: 4 16
    var lengths = {String(w): w.byte_length() for w in ["a", "bcd"]}
    print(lengths["bcd"])  # prints: 3
