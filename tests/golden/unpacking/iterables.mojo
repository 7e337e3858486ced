# test: run
def main() raises:
    var first, *letters = "a🔥cd"
    print(first, len(letters), letters[0])  # prints: a 3 🔥
    var low, high = {7: "x", 8: "y"}.keys()
    print(low, high)  # prints: 7 8
    var zero, *more = range(5)
    print(zero, more)  # prints: 0 [1, 2, 3, 4]
