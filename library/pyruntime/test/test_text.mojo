# test: run
# Text in all bases, and what `int` takes and refuses.
from pyruntime.big_integer import BigInteger


def try_parse(text: String, base: Int = 10):
    try:
        print(BigInteger(text, base))
    except error:
        print(error)


def main() raises:
    var number = -(BigInteger(1) << 130)
    print(number.text(2).byte_length(), number.text(8), number.text(16))  # prints: 132 -20000000000000000000000000000000000000000000 -400000000000000000000000000000000
    print(number.text(10), number.text(36), BigInteger(0).text(7))  # prints: -1361129467683753853853498429727072845824 -1omfro7zwmumr3umxudzyj6scg 0
    for base in range(2, 37):
        var text = number.text(base)
        if BigInteger(text, base) != number:
            print(base, text)
    try_parse("  +1_000 \n")  # prints: 1000
    try_parse("-0x_fF", 0)  # prints: -255
    try_parse("0b101", 16)  # prints: 45313
    try_parse("00_0", 0)  # prints: 0
    try_parse("012", 0)  # prints: ValueError: invalid literal for int() with base 0: '012'
    try_parse("1__0")  # prints: ValueError: invalid literal for int() with base 10: '1__0'
    try_parse("_1")  # prints: ValueError: invalid literal for int() with base 10: '_1'
    try_parse("1_")  # prints: ValueError: invalid literal for int() with base 10: '1_'
    try_parse("")  # prints: ValueError: invalid literal for int() with base 10: ''
    try_parse("0x", 16)  # prints: ValueError: invalid literal for int() with base 16: '0x'
    try_parse("12a")  # prints: ValueError: invalid literal for int() with base 10: '12a'
    try_parse("- 1")  # prints: ValueError: invalid literal for int() with base 10: '- 1'
    try_parse("1", 37)  # prints: ValueError: int() base must be >= 2 and <= 36, or 0
    try_parse("\u3000-\u0661\u0662_\U0001D7DA\u00a0")  # prints: -122
    try_parse("\u00e9\u0661")  # prints: ValueError: invalid literal for int() with base 10: 'é١'
    # Long enough to be halved
    var long = BigInteger(7) ** 1500
    print(BigInteger(long.text()) == long, BigInteger(long.text(3), 3) == long, long.text()[:20])  # prints: True True 44366995681111453509
    # The last sum of parts carries into a digit that neither part has.
    print(BigInteger((BigInteger(1) << 2560).text()) == BigInteger(1) << 2560)  # prints: True
    print((BigInteger(10) ** 1234 + 5).text() == String("1", "0" * 1233, "5"))  # prints: True
