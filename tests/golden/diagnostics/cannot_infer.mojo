# test: check
def make[T: Defaultable & Deinitable & Movable]() -> T:
    return T()

def main():
    var x = make()
    #       ^^^^^^ error[E0208]: cannot call `make`: cannot infer parameter `T`
    _ = x^
