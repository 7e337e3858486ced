# test: run
def scale[factor: Int = 10, offset: Int = factor + 1](x: Int) -> Int:
    return x * factor + offset

def main():
    print(scale(2))  # prints: 31
    print(scale[3](2))  # prints: 10
    print(scale[3, 0](2))  # prints: 6
    print(scale[offset=5](2))  # prints: 25
