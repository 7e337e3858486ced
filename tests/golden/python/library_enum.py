# test: run
# `enum`: members, aliases, values chosen by themselves, types mixed in, flags, enumerations without a body.
from enum import Enum, auto, unique, Flag
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    def describe(self):
        return self.name.lower() + str(self.value)
    @classmethod
    def first(cls):
        return cls.RED
print(Color.RED, repr(Color.GREEN), Color.BLUE.name, Color.BLUE.value, Color.RED.describe(), Color.first())
print(Color(2), Color["BLUE"], Color.CRIMSON, Color.CRIMSON is Color.RED, list(Color), len(Color))
print(list(Color.__members__), Color, type(Color.RED), isinstance(Color.RED, Color), Color.RED in Color)
print(Color.RED == Color.RED, Color.RED == Color.GREEN, Color.RED != Color.BLUE, Color.RED == 1, Color.RED is Color(1))
print({Color.RED: "r"}[Color.RED], hash(Color.RED) == hash("RED"), f"{Color.RED}", f"{Color.RED!r:>20}", "%s" % Color.GREEN)
for bad in (lambda: Color(9), lambda: Color["X"]):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def gravity(self):
        return round(6.67300E-11 * self.mass / (self.radius * self.radius), 3)
print(Planet.EARTH.gravity, Planet.MARS.value, Planet((5.976e24, 6.37814e6)))
class A(Enum):
    X = auto()
    Y = auto()
    Z = 10
    W = auto()
print([m.value for m in A])
try:
    @unique
    class B(Enum):
        P = 1
        Q = 1
        R = 1
except ValueError as e:
    print(e)
try:
    class C(Color):
        MORE = 4
except TypeError as e:
    print(e)
try:
    Color.RED = 5
except AttributeError as e:
    print(e)
class N(Enum):
    def _generate_next_value_(name, start, count, last):
        return name.lower()
    ONE = auto()
    TWO = auto()
print([(n.name, n.value) for n in N])
Animal = Enum("Animal", "ANT BEE CAT")
print(list(Animal), Animal.BEE.value, Animal.__name__)
Pair = Enum("Pair", [("A", 5), ("B", 7)])
print(list(Pair))
class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RWX = 7
print(repr(Perm.R | Perm.W), Perm.R | Perm.W, Perm.RWX, ~Perm.R, Perm(0), repr(Perm(0)), bool(Perm(0)), Perm.R in Perm.RWX)
print(list(Perm), list(Perm.RWX), Perm.R & Perm.W, (Perm.R | Perm.W) ^ Perm.W, Perm(5), len(Perm.RWX))
class F(Flag):
    A = auto()
    B = auto()
    C = auto()
print([f.value for f in F], repr(F.A | F.C))
try:
    F(64)
except ValueError as e:
    print(e)
class E2(Enum):
    A = "a"
    @classmethod
    def _missing_(cls, value):
        return cls.A if value == "z" else None
print(E2("z"))
print(bool(Color.RED), [c for c in reversed(Color)])
class Weird(Enum):
    a = [1]
    b = [2]
print(Weird([2]))
from enum import IntEnum, IntFlag, StrEnum, nonmember, member
class Level(IntEnum):
    LOW = 1
    HIGH = 10
print(Level.LOW < Level.HIGH, Level.HIGH + 1, Level(10), repr(Level.LOW), str(Level.HIGH), f"{Level.HIGH:03d}", sorted([Level.HIGH, Level.LOW]), Level.LOW == 1)
print([10, 20, 30][Level.LOW], isinstance(Level.LOW, int), {1: "one"}[Level.LOW], max(Level), int(Level.HIGH))
class Suit(StrEnum):
    CLUBS = auto()
    HEARTS = "h"
print(Suit.CLUBS, repr(Suit.HEARTS), Suit.CLUBS + "!", Suit("h"), Suit.HEARTS == "h", Suit.CLUBS.upper())
class Mode(IntFlag):
    R = 1
    W = 2
    RW = R | W
print(Mode.R | Mode.W, repr(Mode.R | Mode.W), Mode.RW & Mode.W, repr(Mode.R | 8), Mode.R | 4, Mode(3), ~Mode.R, list(Mode))
class Auto(Flag):
    A = auto()
    B = auto()
    AB = A | B
print(repr(Auto.AB), Auto.AB.value, list(Auto), Auto["AB"])
class Tag(str, Enum):
    X = "x"
    Y = "y"
print(Tag.X, repr(Tag.X), Tag.X == "x", Tag("y"), Tag.X.upper(), f"{Tag.Y}")
try:
    class Twice(Enum):
        A = 1
        A = 2
except TypeError as e:
    print(e)
class Shape(Enum):
    SQUARE = 1
    def __init__(self, n):
        self.sides = n * 4
    @property
    def label(self):
        return self.name.title()
    def __str__(self):
        return "shape " + self.label
print(Shape.SQUARE, Shape.SQUARE.sides, Shape.SQUARE.label, Shape.SQUARE.__class__.__name__, Shape.__name__)
class Coord(Enum):
    def __new__(cls, x, y):
        obj = object.__new__(cls)
        obj._value_ = x * 10 + y
        obj.x = x
        return obj
    A = (1, 2)
    B = (3, 4)
print(Coord.A.value, Coord.B.x, Coord(34))
Num = IntEnum("Num", "ONE TWO", start=5)
print(list(Num), Num.TWO + 1)
# output:
# Color.RED <Color.GREEN: 2> BLUE 3 red1 Color.RED
# Color.GREEN Color.BLUE Color.RED True [<Color.RED: 1>, <Color.GREEN: 2>, <Color.BLUE: 3>] 3
# ['RED', 'GREEN', 'BLUE', 'CRIMSON'] <enum 'Color'> <enum 'Color'> True True
# True False True False True
# r True Color.RED       <Color.RED: 1> Color.GREEN
# ValueError 9 is not a valid Color
# KeyError 'X'
# 9.803 (6.421e+23, 3397200.0) Planet.EARTH
# [1, 2, 10, 11]
# duplicate values found in <enum 'B'>: Q -> P, R -> P
# <enum 'C'> cannot extend <enum 'Color'>
# cannot reassign member 'RED'
# [('ONE', 'one'), ('TWO', 'two')]
# [<Animal.ANT: 1>, <Animal.BEE: 2>, <Animal.CAT: 3>] 2 Animal
# [<Pair.A: 5>, <Pair.B: 7>]
# <Perm.R|W: 6> Perm.R|W Perm.RWX Perm.W|X Perm(0) <Perm: 0> False True
# [<Perm.R: 4>, <Perm.W: 2>, <Perm.X: 1>] [<Perm.R: 4>, <Perm.W: 2>, <Perm.X: 1>] Perm(0) Perm.R Perm.R|X 3
# [1, 2, 4] <F.A|C: 5>
# <flag 'F'> invalid value 64
#     given 0b0 1000000
#   allowed 0b0 0000111
# E2.A
# True [<Color.BLUE: 3>, <Color.GREEN: 2>, <Color.RED: 1>]
# Weird.b
# True 11 10 <Level.LOW: 1> 10 010 [<Level.LOW: 1>, <Level.HIGH: 10>] True
# 20 True one 10 10
# clubs <Suit.HEARTS: 'h'> clubs! h True CLUBS
# 3 <Mode.RW: 3> 2 <Mode.R|8: 9> 5 3 2 [<Mode.R: 1>, <Mode.W: 2>]
# <Auto.AB: 3> 3 [<Auto.A: 1>, <Auto.B: 2>] Auto.AB
# Tag.X <Tag.X: 'x'> True Tag.Y X Tag.Y
# 'A' already defined as 1
# shape Square 4 Square Shape Shape
# 12 3 Coord.B
# [<Num.ONE: 5>, <Num.TWO: 6>] 7
