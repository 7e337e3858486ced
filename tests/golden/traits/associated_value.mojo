# test: run
trait Unit:
    comptime symbol: StaticString
    comptime factor: Int
    comptime double = Self.factor * 2

struct Meter(Unit):
    comptime symbol: StaticString = "m"
    comptime factor: Int = 1

struct Kilometer(Unit):
    comptime symbol: StaticString = "km"
    comptime factor: Int = 1000

def show[U: Unit](n: Int):
    print(n * U.factor, U.symbol, U.double)

def main():
    show[Meter](5)  # prints: 5 m 2
    show[Kilometer](5)  # prints: 5000 km 2000
