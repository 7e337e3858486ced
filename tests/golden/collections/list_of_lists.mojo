# test: run
def main():
    var grid = List[List[Int]]()
    for i in range(3):
        var row = List[Int]()
        for j in range(3):
            row.append(i * j)
        grid.append(row^)
    grid[1][2] = 50
    print(grid)  # prints: [[0, 0, 0], [0, 1, 50], [0, 2, 4]]
    var copy = grid.copy()
    copy[0][0] = -1
    print(grid[0][0], copy[0][0])  # prints: 0 -1
