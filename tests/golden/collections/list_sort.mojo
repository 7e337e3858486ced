# test: run
def main():
    var values = [5, 2, 9, -1, 5, 0]
    sort(values)
    print(values)  # prints: [-1, 0, 2, 5, 5, 9]

    def descending(a: Int, b: Int) -> Bool:
        return a > b

    sort[descending](values)
    print(values)  # prints: [9, 5, 5, 2, 0, -1]
    var words: List[String] = ["pear", "fig", "apple"]
    sort(words)
    print(words)  # prints: ['apple', 'fig', 'pear']
