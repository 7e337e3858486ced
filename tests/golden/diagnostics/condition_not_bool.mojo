# test: check
@fieldwise_init
struct Opaque(ImplicitlyCopyable):
    var n: Int

def main():
    if Opaque(1):
        # error[E0203]: expected `Bool`, found `Opaque`
        print(1)
