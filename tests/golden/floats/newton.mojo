# test: run
def square_root(x: Float64) -> Float64:
    var guess = x
    for _ in range(30):
        guess = (guess + x / guess) / 2
    return guess

def main():
    print(square_root(2.0))  # prints: 1.414213562373095
    print(square_root(81.0))  # prints: 9.0
