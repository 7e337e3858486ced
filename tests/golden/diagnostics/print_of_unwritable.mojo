# test: check
@fieldwise_init
struct Opaque(ImplicitlyCopyable):
    var n: Int

def main():
    print(Opaque(1))
    # error[E0214]: `Opaque` does not conform to trait `Writable`
