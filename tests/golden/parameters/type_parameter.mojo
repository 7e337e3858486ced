# test: run
def first[T: Copyable](values: List[T]) -> T:
    return values[0].copy()

def main():
    print(first[Int]([7, 8]))  # prints: 7
    print(first(["x", "y"]))  # prints: x
    print(first([2.5, 3.5]))  # prints: 2.5
