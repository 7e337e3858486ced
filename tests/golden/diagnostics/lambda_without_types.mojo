# test: check, rendered
def apply(f: def(Int) -> Int, x: Int) -> Int:
    return f(x)

def main():
    var f = lambda a, b: a + b
    #              ^ error[E0225]: the type of argument `a` of this lambda cannot be known here
    print(apply(lambda: 3, 1))
    #           ^^^^^^^^^ error[E0235]: the lambda has 0 arguments, but a function of 1 is wanted
    print(apply(lambda x: "text", 1))
    var g: def(Int) thin -> Int = lambda x, y: x
    #                             ^^^^^^^^^^^^^^ error[E0235]: the lambda has 2 arguments, but a function of 1 is wanted
    print(f(1, 2), g(1))

# rendered:
# error[E0225]: the type of argument `a` of this lambda cannot be known here
#  --> lambda_without_types.mojo:6:20
#   |
# 6 |     var f = lambda a, b: a + b
#   |                    ^
#   |
# note: nothing says what function is wanted; write its types: `lambda (a: …, b: …) -> …: …`
#
# error[E0235]: the lambda has 0 arguments, but a function of 1 is wanted
#  --> lambda_without_types.mojo:8:17
#   |
# 8 |     print(apply(lambda: 3, 1))
#   |                 ^^^^^^^^^
#
# error[E0235]: the lambda has 2 arguments, but a function of 1 is wanted
#   --> lambda_without_types.mojo:11:35
#    |
# 11 |     var g: def(Int) thin -> Int = lambda x, y: x
#    |                                   ^^^^^^^^^^^^^^
