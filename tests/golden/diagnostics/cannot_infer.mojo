# test: check
def make[T: Defaultable & Deinitable & Movable]() -> T:
    return T()

def main():
    var x = make()
    #       ^^^^^^ error[E0206]: cannot infer parameter `T` of `make`
    _ = x^
