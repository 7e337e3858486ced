# test: check, rendered
def total[T: Copyable](values: List[T]) -> T:
    var sum = values[0].copy()
    for value in values:
        sum += value
        # error[E0205]: `+=` is not defined for `Opaque` and `Opaque`
    return sum^

@fieldwise_init
struct Opaque(ImplicitlyCopyable):
    var n: Int

def main():
    print(total([Opaque(1)]).n)
