# test: run
def main():
    var values = [1, 2, 3]
    ref second = values[1]
    second *= 10
    print(values)  # prints: [1, 20, 3]
    values[1] += 1
    print(second)  # prints: 21
