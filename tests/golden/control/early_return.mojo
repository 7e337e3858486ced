# test: run
def index_of(values: List[Int], wanted: Int) -> Int:
    for i in range(len(values)):
        if values[i] == wanted:
            return i
    return -1

def main():
    var values = [4, 8, 15, 16, 23, 42]
    print(index_of(values, 15), index_of(values, 42), index_of(values, 5))  # prints: 2 5 -1
