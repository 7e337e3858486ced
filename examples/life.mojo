"""Conway's game of life on a torus: a glider crosses the board.

The board is a list of rows, each row a bit mask: the neighbours of 64 cells are counted at once with a few logic
operations, as adders in hardware do.
"""

comptime SIZE = 16


struct Board(Copyable, Equatable, Writable):
    var rows: List[UInt64]

    def __init__(out self):
        self.rows = List[UInt64](length=SIZE, fill=0)

    def __init__(out self, picture: List[String]):
        """Rows of text: `#` is a living cell."""
        self = Self()
        for y in range(len(picture)):
            var x = 0
            for cell in picture[y].codepoint_slices():
                if cell == "#":
                    self.rows[y] |= UInt64(1) << UInt64(x)
                x += 1

    def __eq__(self, other: Self) -> Bool:
        return self.rows == other.rows

    def write_to(self, mut writer: Some[Writer]):
        for y in range(SIZE):
            for x in range(SIZE):
                writer.write("#" if self.is_alive(x, y) else ".")
            writer.write("\n")

    def is_alive(self, x: Int, y: Int) -> Bool:
        return self.rows[y % SIZE] >> UInt64(x % SIZE) & 1 == 1

    def population(self) -> Int:
        var count = 0
        for y in range(SIZE):
            for x in range(SIZE):
                count += Int(self.is_alive(x, y))
        return count

    def next(self) -> Self:
        var result = Self()
        for y in range(SIZE):
            var above = self.rows[(y - 1) % SIZE]
            var here = self.rows[y]
            var below = self.rows[(y + 1) % SIZE]
            # `ones` and `twos` are the binary digits of the number of neighbours, column by column.
            var ones: UInt64 = 0
            var twos: UInt64 = 0
            var more: UInt64 = 0
            for neighbour in [
                left(above), above, right(above), left(here), right(here), left(below), below, right(below)
            ]:
                var carry = ones & neighbour
                ones ^= neighbour
                more |= twos & carry
                twos ^= carry
            # Alive next: three neighbours, or two and alive now.
            result.rows[y] = twos & ~more & (ones | here)
        return result^


comptime MASK = (UInt64(1) << SIZE) - 1


def left(row: UInt64) -> UInt64:
    return (row << 1 | row >> (SIZE - 1)) & MASK


def right(row: UInt64) -> UInt64:
    return (row >> 1 | row << (SIZE - 1)) & MASK


def main():
    var board = Board([".#.", "..#", "###"])
    var start = board.copy()
    print(board)
    for _ in range(20):
        board = board.next()
    print(board)
    print("population", board.population())
    # A glider moves one cell down and right in four generations: 64 bring it round the torus of 16.
    for _ in range(44):
        board = board.next()
    print("back at the start:", board == start)

# output:
# .#..............
# ..#.............
# ###.............
# ................
# ................
# ................
# ................
# ................
# ................
# ................
# ................
# ................
# ................
# ................
# ................
# ................
#
# ................
# ................
# ................
# ................
# ................
# ......#.........
# .......#........
# .....###........
# ................
# ................
# ................
# ................
# ................
# ................
# ................
# ................
#
# population 5
# back at the start: True
