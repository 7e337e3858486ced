# test: run
def apply_to_all[F: def(Int) -> Int, //](values: List[Int], f: F) -> Int:
    var sum = 0
    for value in values:
        sum += f(value)
    return sum

def main():
    var k = 3

    def scaled(x: Int) {imm k} -> Int:
        return x * k

    print(apply_to_all([1, 2, 3], scaled))  # prints: 18
    k = 10
    print(apply_to_all([1, 2, 3], scaled))  # prints: 60
