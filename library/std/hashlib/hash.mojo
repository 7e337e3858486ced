"""`Hashable`, `Hasher` and `hash`."""
from hashlib.fold_hasher import FoldHasher


trait Hasher(Defaultable, Movable):
    """Mixes values into a number."""

    def _update_with_bytes(mut self, data: Span[UInt8, _]):
        ...

    def _update_with_simd[dtype: DType, size: Int](mut self, value: SIMD[dtype, size]):
        ...

    def update[T: Hashable](mut self, value: T):
        ...

    def finish(var self) -> UInt64:
        ...


trait Hashable:
    """Can be a key. Without an own `__hash__`, all fields count. Equal values must have equal hashes."""

    def __hash__[H: Hasher](self, mut hasher: H):
        comptime for i in range(Int(raw=__op.field_count[Self]())):
            hasher.update(__op.field_ref[i](self))


@always_inline
def hash[T: Hashable, HasherType: Hasher = FoldHasher](value: T) -> UInt64:
    """The hash of a value; the same in every run."""
    var hasher = HasherType()
    hasher.update(value)
    return hasher^.finish()


def hash[HasherType: Hasher = FoldHasher](bytes: UnsafePointer[UInt8, _], n: Int) -> UInt64:
    """The hash of `n` bytes."""
    var hasher = HasherType()
    hasher._update_with_bytes(Span(ptr=bytes, length=n))
    return hasher^.finish()
