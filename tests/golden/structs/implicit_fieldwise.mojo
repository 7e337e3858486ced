# test: run
@fieldwise_init("implicit")
struct Meters(ImplicitlyCopyable):
    var value: Int

def double(m: Meters) -> Int:
    return m.value * 2

def main():
    var m: Meters = 5
    print(m.value)  # prints: 5
    print(double(21))  # prints: 42
