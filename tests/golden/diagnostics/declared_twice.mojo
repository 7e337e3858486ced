# test: check
def main():
    var x = 1
    var x = 2
    # error[E0223]: `x` is declared twice in this scope
    print(x)
