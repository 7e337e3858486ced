# test: run
def pick[*, low: Int, high: Int = low + 100]() -> Int:
    return high - low

def main():
    print(pick[low=1]())  # prints: 100
    print(pick[high=5, low=2]())  # prints: 3
