# test: check
def main():
    var n = 3

    def add(x: Int) {} -> Int:
        return x + n
        # error[E0229]: `n` of the enclosing function is not captured

    print(add(1))
