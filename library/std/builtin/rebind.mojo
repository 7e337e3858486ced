"""`rebind` and friends: a value under another name of its type, when only the programmer knows that both are the same."""


@always_inline
def rebind[dest_type: AnyType, src_type: AnyType](ref value: src_type) -> ref [origin_of(value)] dest_type:
    """The same value as `dest_type`, which must have the same layout."""
    return __op.deref(__op.pointer_cast[dest_type](__op.address_of(value)))


@always_inline
def rebind_var[dest_type: Movable, src_type: Movable](var value: src_type) -> dest_type:
    """Moves the value on as `dest_type`."""
    var result = __op.take(__op.pointer_cast[dest_type](__op.address_of(value)))
    __op.mark_uninitialized(value)
    return result^


@always_inline
def trait_downcast[trait_: AnyType, T: AnyType](ref value: T) -> ref [origin_of(value)] T:
    """The value itself: every body is checked with its concrete types."""
    return value


@always_inline
def materialize[T: Copyable, //, value: T]() -> T:
    """A compile-time value as a run-time one: a copy that the caller owns.

    Parameters:
        value: The value.
    """
    return value


comptime downcast[T: AnyType, trait_: AnyType] = T
