# test: run
from std.iter import map

def main():
    def double(x: Int) -> Int:
        return x * 2

    for x in map[double]([1, 2, 3]):
        print(x, end=" ")
    print()  # prints: 2 4 6 
