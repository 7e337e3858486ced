# test: run


struct Point(Copyable, Equatable, Hashable, Movable):
    var x: Int
    var y: Int

    def __init__(out self, x: Int, y: Int):
        self.x = x
        self.y = y


def main():
    print(hash(1) == hash(1), hash(1) == hash(2), hash("abc") == hash(String("abc")))  # prints: True False True
    print(hash("ab") == hash("ba"), hash("a") == hash("a\x00"), hash("") == hash("\x00"))  # prints: False False False
    print(hash(0.0) == hash(-0.0), hash((1, "a")) == hash((1, "a")), hash([1, 2]) == hash([2, 1]))  # prints: True True False
    print(hash(Point(1, 2)) == hash(Point(1, 2)), hash(Point(1, 2)) == hash(Point(2, 1)))  # prints: True False
    # equal fields make equal values, by the traits' defaults
    print(Point(1, 2) == Point(1, 2), Point(1, 2) != Point(1, 3))  # prints: True True
    # no two of many neighbouring keys share their low or high bits too often
    var low = InlineArray[Int, 64](fill=0)
    var high = InlineArray[Int, 64](fill=0)
    for i in range(6400):
        var code = hash(i)
        low[Int(code & 63)] += 1
        high[Int(code >> 58)] += 1
    var worst = 0
    for i in range(64):
        worst = max(worst, max(low[i], high[i]))
    print(worst < 180)  # prints: True
