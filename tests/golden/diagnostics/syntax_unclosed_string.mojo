# test: check
def main():
    print("hello)
    #     ^^^^^^^ error[E0130]: string is not closed: expected `"`
