# test: run
def sort_in_place(mut values: List[Int]):
    var n = len(values)
    while n > 1:
        var last = 0
        for i in range(1, n):
            if values[i - 1] > values[i]:
                values[i - 1], values[i] = values[i], values[i - 1]
                last = i
        n = last

def main():
    var values = [5, 1, 4, 2, 8, 0]
    sort_in_place(values)
    print(values)  # prints: [0, 1, 2, 4, 5, 8]
