# What `evaluate_integers.mojo` does, with Python's own integers.
import math
import struct
import sys

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


def float_bits(value):
    return format(struct.unpack("<Q", struct.pack("<d", value))[0], "x")


def float_of(word):
    return struct.unpack("<d", struct.pack("<Q", int(word, 16)))[0]


def text(value, base):
    if base == 16:
        return format(value, "x")
    if value < 0:
        return "-" + text(-value, base)
    digits = []
    while value:
        value, digit = divmod(value, base)
        digits.append("0123456789abcdefghijklmnopqrstuvwxyz"[digit])
    return "".join(reversed(digits)) or "0"


def sign(x, y):
    return (x > y) - (x < y)


def hexadecimal(*values):
    return " ".join(format(value, "x") for value in values)


binary = {
    "add": lambda a, b: hexadecimal(a + b),
    "sub": lambda a, b: hexadecimal(a - b),
    "mul": lambda a, b: hexadecimal(a * b),
    "divmod": lambda a, b: hexadecimal(*divmod(a, b)),
    "floordiv": lambda a, b: hexadecimal(a // b),
    "mod": lambda a, b: hexadecimal(a % b),
    "truediv": lambda a, b: float_bits(a / b),
    "pow": lambda a, b: hexadecimal(a**b),
    "float_pow": lambda a, b: float_bits(a**b),
    "shl": lambda a, b: hexadecimal(a << b),
    "shr": lambda a, b: hexadecimal(a >> b),
    "bits": lambda a, b: hexadecimal(a & b, a | b, a ^ b),
    "gcd": lambda a, b: hexadecimal(math.gcd(a, b)),
    "compare": lambda a, b: f"{sign(a, b)} {a == b} {a < b} {a >= b}",
    "inverse": lambda a, b: hexadecimal(pow(a, -1, b)),
}

unary = {
    "decimal": lambda a: str(a),
    "float": lambda a: float_bits(float(a)),
    "hash": lambda a: str(hash(a)),
    "counts": lambda a: f"{a.bit_length()} {bin(a).count('1')} {sign(a, 0)}",
    "unary": lambda a: hexadecimal(-a, abs(a), ~a, +a),
    "isqrt": lambda a: hexadecimal(math.isqrt(a)),
    "int": lambda a: str(a) if -(2**63) <= a < 2**63 else "too large",
    "square": lambda a: hexadecimal(a * a),
}


def evaluate(words):
    operation = words[0]
    if operation == "parse":
        return hexadecimal(int(words[1], int(words[2])))
    if operation == "from_float":
        return hexadecimal(int(float_of(words[1])))
    a = int(words[1], 16)
    if operation in unary:
        return unary[operation](a)
    if operation == "text":
        return text(a, int(words[2]))
    if operation == "compare_float":
        other = float_of(words[2])
        return str(2 if other != other else sign(a, other))
    b = int(words[2], 16)
    if operation == "powmod":
        return hexadecimal(pow(a, b, int(words[3], 16)))
    return binary[operation](a, b)


for line in sys.stdin:
    try:
        print(evaluate(line.rstrip("\n").split("\t")))
    except (ArithmeticError, ValueError, MemoryError) as error:
        print(f"{type(error).__name__}: {error}")
