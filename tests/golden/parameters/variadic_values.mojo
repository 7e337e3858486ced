# test: run
def sum_of[*values: Int]() -> Int:
    var total = 0
    comptime for i in range(len(values)):
        total += values[i]
    return total

def main():
    print(sum_of[]())  # prints: 0
    print(sum_of[1, 2, 3]())  # prints: 6
    print(sum_of[10]())  # prints: 10
