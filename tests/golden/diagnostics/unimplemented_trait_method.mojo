# test: check, rendered
trait Shape:
    def area(self) -> Float64:
        ...

    def name(self) -> String:
        ...

@fieldwise_init
struct Square(Shape):
#      ^^^^^^ error[E0213]: `Square` does not implement `name` of trait `Shape`
    var side: Float64

    def area(self) -> Float64:
        return self.side * self.side

def show[S: Shape](shape: S):
    print(shape.name(), shape.area())

def main():
    show(Square(2.0))

# rendered:
# error[E0213]: `Square` does not implement `name` of trait `Shape`
#   --> unimplemented_trait_method.mojo:10:8
#    |
# 10 | struct Square(Shape):
#    |        ^^^^^^
#    |
# note: required here
#   --> unimplemented_trait_method.mojo:6:9
#    |
#  6 |     def name(self) -> String:
#    |         ^^^^
# note: add `def name(self) -> String` to `Square`
