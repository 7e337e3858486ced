"""Shapes, for Python."""
from math import sqrt

comptime private_detail = 3


def area(width: Int, height: Int = 2) -> Int:
    """Width times height."""
    return width * height


def total(numbers: List[Float64]) raises -> Float64:
    if len(numbers) == 0:
        raise Error("ValueError: no numbers")
    var sum = 0.0
    for each in numbers:
        sum += each
    return sum


def greet(name: String, loud: Bool = False) -> String:
    var text = String("hello, ", name)
    return text.upper() if loud else text^


def fail(text: String) raises:
    raise Error(text)


def parts(text: String) -> List[String]:
    var result = List[String]()
    for each in text.split(","):
        result.append(String(each))
    return result^


def lookup(table: Dict[String, Int], key: String) raises -> Int:
    return table[key]


def or_else(value: Optional[Int], otherwise: Int) -> Int:
    return value.value() if value else otherwise


def identity(value: PythonObject) -> PythonObject:
    return value


def narrow(value: UInt8, wide: Float32) -> Float32:
    return Float32(value) + wide


def sum_of(values: Span[Float64, _]) -> Float64:
    """The sum of an array's elements, read in place."""
    var sum = 0.0
    for each in values:
        sum += each
    return sum


def scale(values: Span[mut=True, Float64, MutableAnyOrigin], factor: Float64):
    for i in range(len(values)):
        values[i] = values[i] * factor


def _hidden() -> Int:
    return 1


def generic[T: AnyType](value: T):
    pass


@fieldwise_init
struct Point(Copyable, Movable, Writable):
    """A point in the plane."""

    var x: Float64
    var y: Float64

    def length(self) -> Float64:
        """From the origin."""
        return sqrt(self.x * self.x + self.y * self.y)

    def move(mut self, dx: Float64, dy: Float64 = 0.0):
        self.x += dx
        self.y += dy

    def __add__(self, other: Self) -> Self:
        return Point(self.x + other.x, self.y + other.y)

    def __mul__(self, factor: Float64) -> Self:
        return Point(self.x * factor, self.y * factor)

    def __rmul__(self, factor: Float64) -> Self:
        return self * factor

    def __neg__(self) -> Self:
        return Point(-self.x, -self.y)

    def __eq__(self, other: Self) -> Bool:
        return self.x == other.x and self.y == other.y

    def __bool__(self) -> Bool:
        return self.x != 0.0 or self.y != 0.0

    def __getitem__(self, index: Int) raises -> Float64:
        if index > 1:
            raise Error("IndexError: a point has two coordinates")
        return self.x if index == 0 else self.y

    def __len__(self) -> Int:
        return 2

    @staticmethod
    def origin() -> Point:
        return Point(0.0, 0.0)

    def write_to[W: Writer](self, mut writer: W):
        writer.write("(", self.x, ", ", self.y, ")")


struct Counter(Movable):
    var count: Int
    var _secret: Int

    def __init__(out self, start: Int = 0) raises:
        if start < 0:
            raise Error("ValueError: negative start")
        self.count = start
        self._secret = 0

    def up(mut self, by: Int = 1) -> Int:
        self.count += by
        return self.count

    def __call__(mut self) -> Int:
        return self.up()

    def __contains__(self, value: Int) -> Bool:
        return 0 <= value and value <= self.count

    def __deinit__(deinit self):
        print("counter ends at", self.count)


def middle(a: Point, b: Point) -> Point:
    return (a + b) * 0.5
