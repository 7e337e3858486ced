"""`b64encode`, `b64decode`, `b16encode`, `b16decode` (RFC 4648)."""

comptime ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
comptime HEX = "0123456789ABCDEF"


def b64encode(input_string: StringSlice) -> String:
    return b64encode(input_string.as_bytes())


def b64encode(input_bytes: Span[UInt8, _]) -> String:
    """Every three bytes as four letters, filled up with `=`."""
    var result = String(capacity=(len(input_bytes) + 2) // 3 * 4)
    var letters = ALPHABET.as_string_slice()
    var i = 0
    while i < len(input_bytes):
        var left = len(input_bytes) - i
        var word = Int(input_bytes[i]) << 16
        if left > 1:
            word |= Int(input_bytes[i + 1]) << 8
        if left > 2:
            word |= Int(input_bytes[i + 2])
        result.append_byte(letters._byte(word >> 18))
        result.append_byte(letters._byte(word >> 12 & 63))
        result.append_byte(letters._byte(word >> 6 & 63) if left > 1 else UInt8(61))
        result.append_byte(letters._byte(word & 63) if left > 2 else UInt8(61))
        i += 3
    return result^


def b64decode[*, validate: Bool = True](str: StringSlice) raises -> String:
    """The bytes behind the letters, as text. `validate`: raise at letters that do not belong, instead of skipping them."""
    var result = String(capacity=str.byte_length() * 3 // 4)
    var word = 0
    var bits = 0
    var padding = 0
    for i in range(str.byte_length()):
        var byte = str._byte(i)
        if byte == 61:
            padding += 1
            continue
        var value = _value(byte)
        if value < 0 or padding > 0:
            comptime if validate:
                raise Error("ValueError: Unexpected character '", chr(Int(byte)), "' encountered")
            else:
                continue
        word = word << 6 | value
        bits += 6
        if bits >= 8:
            bits -= 8
            result.append_byte(UInt8(word >> bits & 255))
            word &= (1 << bits) - 1
    comptime if validate:
        if str.byte_length() % 4 != 0:
            raise Error("ValueError: Input length '", str.byte_length(), "' must be divisible by 4")
    return result^


def _value(byte: UInt8) -> Int:
    if byte >= 65 and byte <= 90:
        return Int(byte) - 65
    if byte >= 97 and byte <= 122:
        return Int(byte) - 71
    if byte >= 48 and byte <= 57:
        return Int(byte) + 4
    if byte == 43:
        return 62
    return 63 if byte == 47 else -1


def b16encode(str: StringSlice) -> String:
    """Every byte as two hexadecimal digits."""
    var result = String(capacity=2 * str.byte_length())
    var digits = HEX.as_string_slice()
    for i in range(str.byte_length()):
        result.append_byte(digits._byte(Int(str._byte(i) >> 4)))
        result.append_byte(digits._byte(Int(str._byte(i) & 15)))
    return result^


def b16decode(str: StringSlice) raises -> String:
    """The bytes behind pairs of hexadecimal digits, as text."""
    if str.byte_length() % 2 != 0:
        raise Error("ValueError: the number of digits must be even")
    var result = String(capacity=str.byte_length() // 2)
    var i = 0
    while i < str.byte_length():
        result.append_byte(UInt8(_digit(str._byte(i)) << 4 | _digit(str._byte(i + 1))))
        i += 2
    return result^


def _digit(byte: UInt8) raises -> Int:
    if byte >= 48 and byte <= 57:
        return Int(byte) - 48
    if byte >= 65 and byte <= 70:
        return Int(byte) - 55
    if byte >= 97 and byte <= 102:
        return Int(byte) - 87
    raise Error("ValueError: '", chr(Int(byte)), "' is not a hexadecimal digit")
