# test: run
def make(n: Int, out result: List[Int]):
    result = List[Int]()
    for i in range(n):
        result.append(i * i)

def pair(out both: Tuple[Int, Int]):
    both = (1, 2)

def main():
    print(make(4))  # prints: [0, 1, 4, 9]
    print(pair()[1])  # prints: 2
