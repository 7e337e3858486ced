# test: check, rendered
trait Drawable:
    def lines(self) -> Int:
        ...

def draw(x: Int, y: Int):
    print(x, y)

def draw(name: String):
    print(name)

def draw[T: Drawable](thing: T):
    print(thing.lines())

def main():
    draw(1.5)
#   ^^^^^^^^^ error[E0204]: no overload of `draw` fits this call (3 candidates)

# rendered:
# error[E0204]: no overload of `draw` fits this call (3 candidates)
#   --> failed_overload.mojo:16:5
#    |
# 16 |     draw(1.5)
#    |     ^^^^^^^^^
#    |
# note: this one does not: argument `name` needs `String`, not `FloatLiteral`
#   --> failed_overload.mojo:9:5
#    |
#  9 | def draw(name: String):
#    |     ^^^^
# note: this one does not: `Float64` does not conform to `Drawable`, which `T` needs (`lines` is missing)
#   --> failed_overload.mojo:12:5
#    |
# 12 | def draw[T: Drawable](thing: T):
#    |     ^^^^
# note: this one does not: argument `y` is missing
#   --> failed_overload.mojo:6:5
#    |
#  6 | def draw(x: Int, y: Int):
#    |     ^^^^
