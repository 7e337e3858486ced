# Reads lines of an operation and its operands, separated by tabs, and writes one line with the result of each.
# Numbers are hexadecimal, in and out; floats are their bits. `evaluate_integers.py` does the same with Python's own integers.
from pyruntime.big_integer import BigInteger
from pyruntime.big_integer_power import float_power


def float_bits(value: Float64) -> String:
    return BigInteger(UInt64(from_bits=value)).text(16)


def float_of(word: String) raises -> Float64:
    return Float64(from_bits=UInt64(Int(BigInteger(word, 16).digits()[0])))


def evaluate(words: List[String]) raises -> String:
    var operation = words[0]
    if operation == "parse":
        return BigInteger(words[1], Int(words[2])).text(16)
    if operation == "from_float":
        return BigInteger(truncate=float_of(words[1])).text(16)
    var a = BigInteger(words[1], 16)
    if operation == "decimal":
        return a.text()
    if operation == "text":
        return a.text(Int(words[2]))
    if operation == "float":
        return float_bits(a.to_float())
    if operation == "hash":
        return String(a.python_hash())
    if operation == "counts":
        return String(a.bit_length(), " ", a.bit_count(), " ", a.sign())
    if operation == "unary":
        return String((-a).text(16), " ", abs(a).text(16), " ", (~a).text(16), " ", (+a).text(16))
    if operation == "isqrt":
        return a.isqrt().text(16)
    if operation == "int":
        var overflows = False
        var value = a.to_int(overflows)
        return "too large" if overflows else String(value)
    if operation == "compare_float":
        return String(a.compare(float_of(words[2])))
    if operation == "square":
        return (a * a).text(16)
    var b = BigInteger(words[2], 16)
    if operation == "add":
        return (a + b).text(16)
    if operation == "sub":
        return (a - b).text(16)
    if operation == "mul":
        return (a * b).text(16)
    if operation == "divmod":
        var quotient, remainder = a.__divmod__(b)
        return String(quotient.text(16), " ", remainder.text(16))
    if operation == "floordiv":
        return (a // b).text(16)
    if operation == "mod":
        return (a % b).text(16)
    if operation == "truediv":
        return float_bits(a / b)
    if operation == "pow":
        return (a**b).text(16)
    if operation == "float_pow":
        return float_bits(float_power(a, b))
    if operation == "shl":
        return (a << b).text(16)
    if operation == "shr":
        return (a >> b).text(16)
    if operation == "bits":
        return String((a & b).text(16), " ", (a | b).text(16), " ", (a ^ b).text(16))
    if operation == "gcd":
        return a.gcd(b).text(16)
    if operation == "compare":
        return String(a.compare(b), " ", a == b, " ", a < b, " ", a >= b)
    if operation == "inverse":
        return a.inverse(b).text(16)
    if operation == "powmod":
        return a.pow(b, BigInteger(words[3], 16)).text(16)
    raise Error("unknown operation ", operation)


def main():
    while True:
        var line: String
        try:
            line = input()
        except:
            break
        try:
            print(evaluate(line.split("\t")))
        except error:
            print(error)
