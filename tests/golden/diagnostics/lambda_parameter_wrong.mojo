# test: check
def apply[f: def(Int) thin -> Int](x: Int) -> Int:
    return f(x)

def call[F: AnyType, //, f: F](x: Int):
    pass

struct Holder[f: def(Int) thin -> Int]:
    pass

def main():
    print(apply[lambda a, b: a](2))
    #           ^^^^^^^^^^^^^^ error[E0235]: the lambda has 2 arguments, but a function of 1 is wanted
    call[lambda x: x](1)
    #    ^^^^^^^^^^^ error[E0208]: cannot call `call`: nothing tells the types of the lambda given for `f`
    var h: Holder[lambda x: x]
    #                    ^ error[E0225]: the type of argument `x` of this lambda cannot be known here
