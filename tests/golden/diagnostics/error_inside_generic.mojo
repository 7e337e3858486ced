# test: check, rendered
def total[T: Copyable](values: List[T]) -> T:
    var sum = values[0].copy()
    for value in values:
        sum += value
#       ^^^^^^^^^^^^ error[E0205]: `+=` is not defined for `Opaque` and `Opaque`
    return sum^

@fieldwise_init
struct Opaque(ImplicitlyCopyable):
    var n: Int

def main():
    print(total([Opaque(1)]).n)

# rendered:
# error[E0205]: `+=` is not defined for `Opaque` and `Opaque`
#   --> error_inside_generic.mojo:5:9
#    |
#  5 |         sum += value
#    |         ^^^^^^^^^^^^
#    |
# note: in `total[Opaque]`, called from here
#   --> error_inside_generic.mojo:14:11
#    |
# 14 |     print(total([Opaque(1)]).n)
#    |           ^^^^^^^^^^^^^^^^^^
