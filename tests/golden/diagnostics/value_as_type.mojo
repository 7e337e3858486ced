# test: check
def main():
    var n = 5
    var x: n = 6
    #      ^ error[E0401]: the variable `n` is not known at compile time
    print(x)
