# test: check
def repeat[n: Int]() -> Int:
    return n

def main():
    var n = 3
    print(repeat[n]())
    #            ^ error[E0401]: the variable `n` is not known at compile time
