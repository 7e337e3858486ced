# test: check
def main():
    print((1 + 2)
    # error[E0107]: `(` is never closed
    print(3)
