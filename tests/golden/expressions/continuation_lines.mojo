# test: run
def main():
    var a = 1
    var b = 2
    # A line that is indented deeper goes on with the statement.
    var sum = a
        + b
        + 3
    print(sum)  # prints: 6
    var product = a * \
        b * 10
    print(product)  # prints: 20
    print(
        a,
        b,
    )  # prints: 1 2
