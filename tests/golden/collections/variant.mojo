# test: run
from std.utils import Variant

def show(v: Variant[Int, String, Float64]) -> String:
    if v.isa[Int]():
        return "int " + String(v[Int])
    if v.isa[String]():
        return "text " + v[String]
    return "float " + String(v[Float64])

def main():
    var v = Variant[Int, String, Float64](5)
    print(show(v))  # prints: int 5
    v = String("five")
    print(show(v))  # prints: text five
    v.set[Float64](5.5)
    print(show(v))  # prints: float 5.5
