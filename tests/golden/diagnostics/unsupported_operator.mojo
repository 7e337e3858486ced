# test: check
def main():
    var text = String("a")
    var n = 3
    print(text - n)
    # error[E0205]: `-` is not defined for `String` and `Int`
