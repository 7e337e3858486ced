# test: check
def main():
    var x = 1
    x + 1
    # warning[W0202]: value of type `Int` is not used
