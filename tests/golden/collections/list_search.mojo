# test: run
def main() raises:
    var values = [5, 3, 5, 8]
    print(values.count(5), values.index(8))  # prints: 2 3
    print(8 in values, 9 in values)  # prints: True False
    print(values == [5, 3, 5, 8], values != [5])  # prints: True True
    values.remove(3)
    print(values)  # prints: [5, 5, 8]
