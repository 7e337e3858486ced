# test: check, rendered
def f(a: Int, b: Float64) -> Int:
    return 1

def f(a: Float64, b: Int) -> Int:
    return 2

def g(width: Int, by: Float64) -> Int:
    return 1

def g(height: Int, more: Float32) -> Int:
    return 2

def h[T: Writable](x: T) -> Int:
    return 1

def h[T: Copyable](x: T) -> Int:
    return 2

def main():
    var n = 1
    print(f(n, n))
    #     ^^^^^^^ error[E0231]: the call of `f` is ambiguous: 2 overloads fit it equally well
    print(f(n, Float64(n)))
    print(g(n, n))
    #     ^^^^^^^ error[E0231]: the call of `g` is ambiguous: 2 overloads fit it equally well
    print(g(height=n, more=n))
    print(h(n))
    #     ^^^^ error[E0231]: the call of `h` is ambiguous: 2 overloads fit it equally well

# rendered:
# error[E0231]: the call of `f` is ambiguous: 2 overloads fit it equally well
#   --> ambiguous_overload.mojo:22:11
#    |
# 22 |     print(f(n, n))
#    |           ^^^^^^^
#    |
# note: this one fits; write `Float64(n)` for `b` to mean it
#   --> ambiguous_overload.mojo:2:5
#    |
#  2 | def f(a: Int, b: Float64) -> Int:
#    |     ^
# note: this one fits; write `Float64(n)` for `a` to mean it
#   --> ambiguous_overload.mojo:5:5
#    |
#  5 | def f(a: Float64, b: Int) -> Int:
#    |     ^
#
# error[E0231]: the call of `g` is ambiguous: 2 overloads fit it equally well
#   --> ambiguous_overload.mojo:25:11
#    |
# 25 |     print(g(n, n))
#    |           ^^^^^^^
#    |
# note: this one fits; write `Float64(n)` for `by` to mean it
#   --> ambiguous_overload.mojo:8:5
#    |
#  8 | def g(width: Int, by: Float64) -> Int:
#    |     ^
# note: this one fits; write `Float32(n)` for `more` to mean it
#   --> ambiguous_overload.mojo:11:5
#    |
# 11 | def g(height: Int, more: Float32) -> Int:
#    |     ^
#
# error[E0231]: the call of `h` is ambiguous: 2 overloads fit it equally well
#   --> ambiguous_overload.mojo:28:11
#    |
# 28 |     print(h(n))
#    |           ^^^^
#    |
# note: this one fits; another takes the same arguments: rename or remove one
#   --> ambiguous_overload.mojo:14:5
#    |
# 14 | def h[T: Writable](x: T) -> Int:
#    |     ^
# note: this one fits; another takes the same arguments: rename or remove one
#   --> ambiguous_overload.mojo:17:5
#    |
# 17 | def h[T: Copyable](x: T) -> Int:
#    |     ^
