# test: run
struct Table[kind: Int, rows: Int, cols: Int](ImplicitlyCopyable):
    def __init__(out self):
        pass

def area(table: Table[7, *_]) -> Int:
    return table.rows * table.cols

def main():
    print(area(Table[7, 2, 5]()))  # prints: 10
    print(area(Table[7, 3, 3]()))  # prints: 9
