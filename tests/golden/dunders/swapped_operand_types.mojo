# test: run
@fieldwise_init
struct Matrix(ImplicitlyCopyable):
    var a: Int

    def __mul__(self, v: Vector) -> Vector:
        return Vector(self.a * v.x)

    def __mul__(self, k: Int) -> Matrix:
        return Matrix(self.a * k)

@fieldwise_init
struct Vector(ImplicitlyCopyable):
    var x: Int

    def __rmul__(self, k: Int) -> Vector:
        return Vector(self.x * k + 1)

def main():
    print((Matrix(3) * Vector(4)).x)  # prints: 12
    print((Matrix(3) * 5).a)  # prints: 15
    var two = 2
    print((two * Vector(10)).x)  # prints: 21
