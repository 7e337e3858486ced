# test: check
def main():
    var n: Int
    print(n)
    # error[E0301]: `n` is used before it has a value
