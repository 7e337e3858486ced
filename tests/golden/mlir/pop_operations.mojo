# test: run
comptime f32 = __mlir_type.`!pop.scalar<f32>`

@fieldwise_init
struct Single(TrivialRegisterPassable):
    var value: f32

    def __add__(self, other: Self) -> Self:
        return Self(__mlir_op.`pop.add`(self.value, other.value))

    def __mul__(self, other: Self) -> Self:
        return Self(__mlir_op.`pop.mul`(self.value, other.value))

def main():
    var a = Single(Float32(1.5).value)
    var b = Single(Float32(4).value)
    print(Float32(mlir_value=(a * b + a).value))  # prints: 7.5
