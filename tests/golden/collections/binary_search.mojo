# test: run
def lower_bound(values: List[Int], wanted: Int) -> Int:
    var low = 0
    var high = len(values)
    while low < high:
        var middle = (low + high) // 2
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low

def main():
    var values = [x * 3 for x in range(20)]
    print(lower_bound(values, 0), lower_bound(values, 30), lower_bound(values, 31))  # prints: 0 10 11
    print(lower_bound(values, 1000))  # prints: 20
