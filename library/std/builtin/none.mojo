"""`NoneType`, the type of `None`: also the end marker of optional arguments."""


struct NoneType(TrivialRegisterPassable, Defaultable, Equatable, Hashable, Writable):
    comptime _mlir_type = NoneType
    """2025: what `None` is, in signatures of constructors that take it."""

    @always_inline
    def __init__(out self):
        pass

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("None")

    def __str__(self) -> String:
        return String("None")

    def __repr__(self) -> String:
        return String("None")

    @always_inline
    def __eq__(self, other: Self) -> Bool:
        return True

    @always_inline
    def __bool__(self) -> Bool:
        return False

    def __hash__[H: Hasher](self, mut hasher: H):
        hasher.update(UInt64(0x6E6F6E65))
