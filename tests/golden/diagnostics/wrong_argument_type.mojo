# test: check
def double(x: Int) -> Int:
    return x * 2

def main():
    print(double("two"))
    # error[E0203]: expected `Int`, found `StringLiteral`
