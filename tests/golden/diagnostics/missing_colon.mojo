# test: check, rendered
def main()
    # error[E0101]: expected `:` after the function's signature
    print(1)
