# test: run

# Every element is destroyed exactly once, whatever the list does with it.


struct Loud(Copyable, Movable):
    var name: String

    def __init__(out self, name: String):
        self.name = name

    def __init__(out self, *, copy: Self):
        self.name = copy.name + "'"

    def __deinit__(deinit self):
        print("-", self.name, sep="", end=" ")


def main():
    var list = List[Loud]()
    for name in ["a", "b", "c", "d", "e"]:
        list.append(Loud(name))
    print("made")  # prints: made
    _ = list.pop()
    print("popped")  # prints: -e popped
    list.insert(1, Loud("x"))
    _ = list.pop(0)
    print("shifted")  # prints: -a shifted
    list[0] = Loud("y")
    print("assigned")  # prints: -x assigned
    var copy = list.copy()
    list.shrink(2)
    print("shrunk")  # prints: -c -d shrunk
    list.extend(copy^)
    print("extended", len(list))  # prints: extended 6
    list.clear()
    print("cleared")  # prints: -y -b -y' -b' -c' -d' cleared
