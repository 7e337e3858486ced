# test: run
# A line that ends in `else` or `return` goes on where the next one is indented deeper.
def larger(a: Int, b: Int) -> Int:
    var result = a if a > b else
        b
    return
        (result
        + 0)


def main():
    print(larger(3, 8), larger(9, 8))  # prints: 8 9
