# test: run
def main() raises:
    print("{} and {}".format(1, "two"))  # prints: 1 and two
    print("{1} before {0}".format("b", "a"))  # prints: a before b
    print(String("{}%").format(99.5))  # prints: 99.5%
