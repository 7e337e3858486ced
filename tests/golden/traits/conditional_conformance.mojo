# test: run
@fieldwise_init
struct Pair[T: Copyable & Deinitable](
    Copyable,
    Equatable where conforms_to(T, Equatable),
    Writable where conforms_to(T, Writable),
):
    var first: Self.T
    var second: Self.T

def equal[T: Equatable](a: T, b: T) -> Bool:
    return a == b

@fieldwise_init
struct Opaque(ImplicitlyCopyable):
    var n: Int

def main():
    print(equal(Pair(1, 2), Pair(1, 2)))  # prints: True
    print(equal(Pair(1, 2), Pair(1, 3)))  # prints: False
    var hidden = Pair(Opaque(1), Opaque(2))
    print(hidden.second.n)  # prints: 2
    print(conforms_to(Pair[Int], Equatable))  # prints: True
    print(conforms_to(Pair[Opaque], Equatable))  # prints: False
