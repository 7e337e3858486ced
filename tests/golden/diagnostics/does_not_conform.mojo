# test: check
@fieldwise_init
struct Opaque(ImplicitlyCopyable):
    var n: Int

def show[T: Writable](value: T):
    print(value)

def main():
    show(Opaque(1))
    #    ^^^^^^^^^ error[E0214]: `Opaque` does not conform to trait `Writable`
