# test: check
def main():
    var n = 5
    var x: n = 6
    # error[E0211]: expected a type, found `n`
    print(x)
