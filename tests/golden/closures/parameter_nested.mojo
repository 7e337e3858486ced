# test: run
def for_each[f: def(Int) capturing [_] -> None](n: Int):
    for i in range(n):
        f(i)

def main():
    var cells = List[Int]()

    @parameter
    def row(i: Int):
        @parameter
        def column(j: Int):
            cells.append(i * 10 + j)

        for_each[column](2)

    for_each[row](3)
    print(cells)  # prints: [0, 1, 10, 11, 20, 21]
