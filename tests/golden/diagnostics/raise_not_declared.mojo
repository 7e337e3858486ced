# test: check
def main():
    raise Error("no")
    # error[E0215]: `raise` may raise, but the function does not say `raises`
