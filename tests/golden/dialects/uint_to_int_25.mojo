# test: run
# Before 1.0 a `UInt` became an `Int` by itself.
fn doubled(n: Int) -> Int:
    return 2 * n


fn main():
    var size = UInt(21)
    print(doubled(size))  # prints: 42
