# test: check
def main():
    var x = 1
    x++
    # error[E0123]: there is no operator `++`; use `+= 1`
    print(x)
