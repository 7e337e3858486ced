# test: run
struct Piece(Copyable, Writable):
    var name: String

    def __init__(out self, name: String):
        self.name = name

    def __init__(out self, *, copy: Self):
        self.name = copy.name + "'"

    def __del__(deinit self):
        print("end", self.name)

    def write_to(self, mut writer: Some[Writer]):
        writer.write(self.name)

def pieces() -> List[Piece]:
    return [Piece("a"), Piece("b"), Piece("c")]

def main() raises:
    # What is ours already is not copied.
    var first, *rest = pieces()
    print(first, len(rest))
    var tuple = (Piece("d"), Piece("e"))
    var d, *e = tuple^
    print(d, e[0])

# output:
# end b
# end c
# a 2
# end a
# d e
# end d
# end e
