# test: run
# dialect: 24
# The bound of the list's element leads back to the alias that is being made.
from utils import Variant
from collections import Dict


trait Json(CollectionElement):
    pass


@value
struct Object(Json):
    alias Entries = Dict[String, Value]
    var entries: Self.Entries

    fn __init__(inout self):
        self.entries = Self.Entries()


@value
struct Value(Json):
    alias Kinds = Variant[Int64, Object]
    var held: Self.Kinds

    fn __init__(inout self, n: Int):
        self.held = Int64(n)


fn main() raises:
    var object = Object()
    object.entries["a"] = Value(5)
    print(object.entries["a"].held[Int64])  # prints: 5
