# test: check
def main():
    var x = Int + 1
    # error[E0212]: `Int` is not a value here
    print(x)
