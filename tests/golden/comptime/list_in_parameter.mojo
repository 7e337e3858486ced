# test: run
def sum_of[values: List[Int]]() -> Int:
    var total = 0
    comptime for i in range(len(values)):
        total += values[i]
    return total

comptime THREE: List[Int] = [10, 20, 30]

def main():
    print(sum_of[THREE]())  # prints: 60
    print(sum_of[[1, 2]]())  # prints: 3
