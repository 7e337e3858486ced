"""`len`: the number of elements."""


@always_inline
def len[T: Sized](value: T) -> Int:
    return value.__len__()


@always_inline
def len[T: SizedRaising](value: T) raises -> Int:
    return value.__len__()
