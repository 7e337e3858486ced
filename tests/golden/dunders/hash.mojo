# test: run
@fieldwise_init
struct Key(Equatable, Hashable, ImplicitlyCopyable):
    var row: Int
    var col: Int

def main() raises:
    var cells = Dict[Key, String]()
    cells[Key(1, 2)] = "a"
    cells[Key(2, 1)] = "b"
    cells[Key(1, 2)] += "!"
    print(len(cells), cells[Key(1, 2)], cells[Key(2, 1)])  # prints: 2 a! b
    print(Key(3, 3) in cells)  # prints: False
