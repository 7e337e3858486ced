# test: check
def name() -> String:
    return 5
    #      ^ error[E0203]: this function returns `String`, found `IntLiteral`

def main():
    print(name())
