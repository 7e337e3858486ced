"""`swap`: exchanges two values."""


@always_inline
def swap[T: Movable](mut lhs: T, mut rhs: T):
    var held = lhs^
    lhs = rhs^
    rhs = held^
