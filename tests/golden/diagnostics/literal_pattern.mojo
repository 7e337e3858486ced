# test: check
def main():
    var a: Int8 = 0xFF
    var b: Int8 = 255
    # error[E0406]: `255` does not fit in `Int8`
    var c = UInt8(256)
    # error[E0406]: `256` does not fit in `UInt8`
    print(a, b, c)
