# test: check
def name() -> String:
    return 5
    # error[E0203]: expected `String`, found `IntLiteral`

def main():
    print(name())
