# test: run
def main():
    var a, b, c = 1, 2, 3
    a, b, c = c, a, b
    print(a, b, c)  # prints: 3 1 2
    var values = [7, 8]
    values[0], values[1] = values[1], values[0]
    print(values[0], values[1])  # prints: 8 7
