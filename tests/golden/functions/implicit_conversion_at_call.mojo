# test: run
struct Celsius(ImplicitlyCopyable):
    var degrees: Float64

    @implicit
    def __init__(out self, degrees: Float64):
        self.degrees = degrees

    @implicit
    def __init__(out self, degrees: Int):
        self.degrees = Float64(degrees)

def fahrenheit(c: Celsius) -> Float64:
    return c.degrees * 9 / 5 + 32

def main():
    print(fahrenheit(100))  # prints: 212.0
    print(fahrenheit(36.5))  # prints: 97.7
    var zero: Celsius = 0
    print(fahrenheit(zero))  # prints: 32.0
