# test: run
# options: --dialect 24
struct Limits:
    alias low = 2
    alias high = Self.low * 10
    alias Kind = Int8

fn main():
    alias spread = Limits.high - Limits.low
    print(spread)  # prints: 18
    var k: Limits.Kind = 127
    k += 1
    print(k)  # prints: -128
