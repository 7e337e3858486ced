# test: run
# options: --dialect 2023
alias Yes = OurBool(__mlir_attr.`true`)
alias No: OurBool = __mlir_attr.`false`

@register_passable("trivial")
struct OurBool:
    var value: __mlir_type.i1

    fn __init__() -> Self:
        return Self {
            value: __mlir_op.`index.bool.constant`[
                value : __mlir_attr.`false`,
            ]()
        }

    fn __init__(value: __mlir_type.i1) -> Self:
        return Self {value: value}

    fn __mlir_i1__(self) -> __mlir_type.i1:
        return self.value

    fn __eq__(self, rhs: OurBool) -> Self:
        let left = __mlir_op.`index.casts`[_type : __mlir_type.index](self.value)
        let right = __mlir_op.`index.casts`[_type : __mlir_type.index](rhs.value)
        return Self(
            __mlir_op.`index.cmp`[
                pred : __mlir_attr.`#index<cmp_predicate eq>`
            ](left, right)
        )

    fn __invert__(self) -> Self:
        return No if self == Yes else Yes

fn main():
    let a = Yes
    if a: print("yes")  # prints: yes
    let b = OurBool()
    if ~b: print("not no")  # prints: not no
    if b: print("never")
    if (a == Yes): print("equal")  # prints: equal
