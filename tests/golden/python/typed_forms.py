# test: run
# Structs, vectors, parameters, errors, arguments of every kind in the typed part; functions with some types.
struct Point(Copyable, Movable):
    var x: Float64
    var y: Float64

    def __init__(out self, x: Float64, y: Float64):
        self.x = x
        self.y = y

comptime width = 4

def dot(a: List[Float64], b: List[Float64]) raises -> Float64:
    """Sum of products, four at a time."""
    if len(a) != len(b):
        raise Error("the lists have different lengths")
    var sums = SIMD[DType.float64, width](0)
    for i in range(0, len(a) - len(a) % width, width):
        sums += a.unsafe_ptr().load[width=width](i) * b.unsafe_ptr().load[width=width](i)
    var total = sums.reduce_add()
    for i in range(len(a) - len(a) % width, len(a)):
        total += a[i] * b[i]
    return total

def norm(p: Point) -> Float64:
    return p.x * p.x + p.y * p.y

def at(x: Float64, y: Float64) -> Float64:
    return norm(Point(x, y))

def small(x: UInt8, flag: Bool, name: String) -> String:
    return name * Int(x) if flag else name

print(dot([1.0] * 10, [2.0] * 10), dot.__doc__, dot.__name__)
try:
    dot([1.0], [])
except Exception as error:
    print(type(error), error)
print(at(3, 4))
try:
    norm(1)
except TypeError as error:
    print(error)
def lanes(v: SIMD[DType.float64, 4]) -> Float64:
    return v.reduce_add()

try:
    lanes([1.0] * 4)
except TypeError as error:
    print(error)
print(small(3, True, "ab"))
try:
    small(256, True, "ab")
except OverflowError as error:
    print(error)

def many(a: Int, b: Int, c: Int, d: Int, e: Int, f: Int = 6, *, g: Int = 7) -> Int:
    return a + b * 10 + c * 100 + d * 1000 + e * 10000 + f * 100000 + g * 1000000
print(many(1, 2, 3, 4, 5), many(1, 2, 3, 4, 5, g=0))
def partly(n: Int, items, scale: Float64 = 1):
    return [n, scale, items]
print(partly(True, [1]), partly(2, (), 3), partly.__annotations__)
try:
    partly("1", [])
except TypeError as error:
    print(error)
def u(x: UInt64, y: Float32) -> UInt64:
    return x
print(u(2**62 + 1, 0.1))
# output:
# 20.0 Sum of products, four at a time. dot
# <class 'Exception'> the lists have different lengths
# 25.0
# norm() argument 'p' must be Point, not int
# lanes() takes or gives SIMD[DType.float64, 4], which untyped code has no values of: call it from a typed function
# ababab
# small() argument 'x': the int does not fit UInt8
# 7654321 654321
# [1, 1.0, [1]] [2, 3.0, ()] {'n': 'Int', 'scale': 'Float64'}
# partly() argument 'n' must be Int, not str
# 4611686018427387905
