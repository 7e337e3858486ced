# test: check
def main():
    var x: UInt8 = 300
    # error[E0406]: `300` does not fit in `UInt8`
    print(x)
