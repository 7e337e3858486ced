# test: check, rendered
def main():
    var count: Int = "three"
    # error[E0203]: expected `Int`, found `StringLiteral`
    print(count)
