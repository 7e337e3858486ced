# test: check
@fieldwise_init
struct Opaque(ImplicitlyCopyable):
    var n: Int

def main():
    print(Opaque(1))
#   ^^^^^^^^^^^^^^^^ error[E0403]: a value of this type cannot be written as text: it is not `Writable`
