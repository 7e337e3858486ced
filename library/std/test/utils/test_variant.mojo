# test: run
from utils import Variant


struct Tracked(Copyable, Movable):
    var name: String

    def __init__(out self, name: String):
        self.name = name

    def __deinit__(deinit self):
        print("-", self.name, sep="")


def main():
    comptime Value = Variant[Int, String, List[Int]]
    var values = [Value(5), Value(String("a text that is longer than inline")), Value([1, 2, 3])]
    for value in values:
        if value.isa[Int]():
            print("int", value[Int])
        elif value.isa[String]():
            print("text", value[String])
        else:
            print("list", value[List[Int]])
    # prints: int 5
    # prints: text a text that is longer than inline
    # prints: list [1, 2, 3]
    var first = values[0]
    first = String("now a text")
    print(first, values[0], first == values[0], Value(5) == values[0])  # prints: now a text 5 False True
    print(first.replace[Int, String](7), first)  # prints: now a text 7
    var tracked = Variant[Tracked, Int](Tracked("x"))
    tracked.set(3)  # prints: -x
    print(tracked[Int])  # prints: 3
    print(Value.is_type_supported[String](), Value.is_type_supported[Bool]())  # prints: True False
