# test: run
@fieldwise_init
struct Number(TrivialRegisterPassable):
    var value: __mlir_type.index

    def __add__(self, other: Self) -> Self:
        return Self(__mlir_op.`index.add`(self.value, other.value))

    def __mul__(self, other: Self) -> Self:
        return Self(__mlir_op.`index.mul`(self.value, other.value))

    def __lt__(self, other: Self) -> Bool:
        return Bool(
            __mlir_op.`index.cmp`[pred=__mlir_attr.`#index<cmp_predicate slt>`](
                self.value, other.value
            )
        )

def main():
    var a = Number(Int(6).value)
    var b = Number(Int(7).value)
    print(Int(mlir_value=(a * b + a).value))  # prints: 48
    print(a < b, b < a)  # prints: True False
