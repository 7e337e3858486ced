# test: run
def main():
    var a: Float16 = 0.1
    print(Float64(a))  # prints: 0.0999755859375
    print(Float16(65504.0))  # prints: 65500.0
    print(Float16(2048.0) + Float16(1.0))  # prints: 2048.0
    var b: BFloat16 = 3.14159
    print(Float64(b))  # prints: 3.140625
