# test: check
@fieldwise_init
struct Opaque(ImplicitlyCopyable):
    var n: Int

def show[T: Writable](value: T):
    print(value)

def main():
    show(Opaque(1))
#   ^^^^^^^^^^^^^^^ error[E0208]: cannot call `show`: `Opaque` does not conform to `Writable`, which `T` needs
