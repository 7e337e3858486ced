# test: run
# A document holds objects, which hold lists of pairs, which hold documents.
from std.utils import Variant


@fieldwise_init
struct Pair(Copyable, Movable):
    var key: String
    var value: Document


struct Object(Copyable, Movable):
    comptime Pairs = List[Pair]
    var pairs: Self.Pairs

    def __init__(out self):
        self.pairs = Self.Pairs()


struct Document(Copyable, Movable):
    comptime Kinds = Variant[Int, Object]
    var held: Self.Kinds

    def __init__(out self, number: Int):
        self.held = number

    def __init__(out self, var object: Object):
        self.held = object^


def main():
    var inner = Object()
    inner.pairs.append(Pair("n", Document(7)))
    var outer = Object()
    outer.pairs.append(Pair("inner", Document(inner^)))
    var copy = outer.copy()
    ref found = copy.pairs[0].value.held[Object].pairs[0]
    print(copy.pairs[0].key, found.key, found.value.held[Int])  # prints: inner n 7
