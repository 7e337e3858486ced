# test: run
def main():
    var base = 3
    print(base**0, base**1, base**5)  # prints: 1 3 243
    var minus = -2
    print(minus**3, minus**4)  # prints: -8 16
    print(pow(2, 20))  # prints: 1048576
