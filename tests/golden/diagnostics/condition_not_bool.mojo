# test: check
@fieldwise_init
struct Opaque(ImplicitlyCopyable):
    var n: Int

def main():
    if Opaque(1):
    #  ^^^^^^^^^ error[E0203]: a condition must be `Bool`, found `Opaque`
        print(1)
