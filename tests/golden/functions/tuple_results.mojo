# test: run
def min_max(values: List[Int]) -> Tuple[Int, Int]:
    var low = values[0]
    var high = values[0]
    for value in values:
        low = min(low, value)
        high = max(high, value)
    return low, high

def main():
    var low, high = min_max([3, 9, -2, 5])
    print(low, high)  # prints: -2 9
