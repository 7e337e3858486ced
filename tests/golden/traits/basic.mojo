# test: run
trait Shape:
    def area(self) -> Float64:
        ...

    def name(self) -> String:
        ...

@fieldwise_init
struct Square(Shape, ImplicitlyCopyable):
    var side: Float64

    def area(self) -> Float64:
        return self.side * self.side

    def name(self) -> String:
        return "square"

@fieldwise_init
struct Rectangle(Shape, ImplicitlyCopyable):
    var width: Float64
    var height: Float64

    def area(self) -> Float64:
        return self.width * self.height

    def name(self) -> String:
        return "rectangle"

def describe[S: Shape](shape: S):
    print(shape.name(), shape.area())

def main():
    describe(Square(3.0))  # prints: square 9.0
    describe(Rectangle(2.0, 5.0))  # prints: rectangle 10.0
