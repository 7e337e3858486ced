# test: check
def main():
    var x = Int + 1
    #       ^^^ error[E0212]: the type Int is not a value here
    print(x)
