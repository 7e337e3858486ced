# test: run
struct Grid[rows: Int, cols: Int](ImplicitlyCopyable):
    var first: Int

    def __init__(out self, first: Int):
        self.first = first

# `Grid` without parameters in an argument makes the function generic over them.
def cells(grid: Grid) -> Int:
    return grid.rows * grid.cols + grid.first

def same_shape(a: Grid, b: Grid) -> Bool:
    return a.rows == b.rows and a.cols == b.cols

def main():
    print(cells(Grid[2, 3](0)))  # prints: 6
    print(cells(Grid[4, 4](1)))  # prints: 17
    print(same_shape(Grid[2, 3](0), Grid[2, 3](9)))  # prints: True
    print(same_shape(Grid[2, 3](0), Grid[3, 2](0)))  # prints: False
