# test: run
def kahan(values: List[Float64]) -> Float64:
    var sum = 0.0
    var lost = 0.0
    for value in values:
        var y = value - lost
        var t = sum + y
        lost = (t - sum) - y
        sum = t
    return sum

def main():
    var values = List[Float64]()
    for _ in range(10):
        values.append(0.1)
    # Reassociation would undo the correction: float arithmetic keeps its order.
    print(kahan(values))  # prints: 1.0
