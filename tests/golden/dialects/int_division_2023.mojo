# test: run
# options: --dialect 2023
fn main():
    let width = 7
    let half = width / 2
    print(half)  # prints: 3.5
    let ratio: Float64 = 960 / 640
    print(ratio)  # prints: 1.5
    print((2.0 * width + 1) / 4 - 1)  # prints: 2.75
