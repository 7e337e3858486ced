# test: run
struct Grid:
    var cells: List[Int]
    var width: Int

    def __init__(out self, width: Int, height: Int):
        self.cells = List[Int](length=width * height, fill=0)
        self.width = width

    def __getitem__(self, row: Int, col: Int) -> Int:
        return self.cells[row * self.width + col]

    def __setitem__(mut self, row: Int, col: Int, value: Int):
        self.cells[row * self.width + col] = value

def main():
    var g = Grid(3, 2)
    g[1, 2] = 7
    g[0, 0] = g[1, 2] + 1
    g[1, 2] += 10
    print(g[0, 0], g[1, 2], g[0, 1])  # prints: 8 17 0
    print(g.cells)  # prints: [8, 0, 0, 0, 0, 17]
