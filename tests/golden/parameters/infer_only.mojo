# test: run
def dependent[dtype: DType, //, value: Scalar[dtype]]() -> Float64:
    return Float64(value) * 2

def same[T: Writable, //](value: T) -> T where conforms_to(T, Copyable):
    return value.copy()

def main():
    print(dependent[Float32(1.5)]())  # prints: 3.0
    print(dependent[Int8(-4)]())  # prints: -8.0
    print(same(12))  # prints: 12
    print(same[T=Int](13))  # prints: 13
