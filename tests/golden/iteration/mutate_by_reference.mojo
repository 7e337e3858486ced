# test: run
def main():
    var values = [1, 2, 3]
    for ref x in values:
        x *= 10
    print(values)  # prints: [10, 20, 30]
    var grid: List[List[Int]] = [[1], [2, 3]]
    for ref row in grid:
        row.append(0)
    print(grid)  # prints: [[1, 0], [2, 3, 0]]
