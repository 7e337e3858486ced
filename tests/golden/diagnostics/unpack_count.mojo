# test: check
def main():
    var a, b, c = (1, 2)
    # error[E0222]: cannot unpack 2 values into 3 targets
    print(a, b, c)
