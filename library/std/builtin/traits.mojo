"""Traits that the language and the whole library share.

The compiler knows the lifecycle traits by name and synthesises their methods member by member; the rest are
ordinary traits. In: nothing. Out: names of the prelude.
Not here: comparison, conversion and arithmetic (`number_traits.mojo`), `Writable` and `Writer` (`format/`), `Hashable` and
`Hasher` (`hashlib/`).
"""

# Lifecycle


trait AnyType:
    """Every type."""

    pass


trait Deinitable:
    """A type whose values may be destroyed implicitly, after their last use."""

    def __deinit__(deinit self):
        ...


comptime ImplicitlyDestructible = Deinitable
comptime ImplicitlyDeletable = Deinitable
comptime UnknownDestructibility = AnyType


trait Movable:
    """Values can change their place: `x^`, results, elements of containers."""

    def __init__(out self, *, deinit move: Self):
        ...


trait Copyable(Movable):
    """Values can be copied when asked: `x.copy()`."""

    def __init__(out self, *, copy: Self):
        ...

    @always_inline
    def copy(self) -> Self:
        return Self(copy=self)


comptime ExplicitlyCopyable = Copyable


trait ImplicitlyCopyable(Copyable):
    """Copies happen without being asked for: `var y = x`."""

    pass


trait RegisterPassable(Movable):
    """Values live in registers and have no address of their own."""

    pass


trait TrivialRegisterPassable(ImplicitlyCopyable, RegisterPassable):
    """Plain bits: copied by copying them, destroyed by doing nothing."""

    pass


trait Defaultable:
    """Has a value to start from: `T()`."""

    def __init__(out self):
        ...


comptime CollectionElement = Copyable & Movable
comptime CollectionElementNew = Copyable & Movable
comptime ValueElement = Copyable & Movable
comptime BoolableCollectionElement = Boolable & Copyable
comptime ComparableCollectionElement = Comparable & Copyable
comptime EqualityComparableCollectionElement = Equatable & Copyable
comptime RepresentableCollectionElement = Representable & Copyable
comptime StringableCollectionElement = Stringable & Copyable
comptime WritableCollectionElement = Writable & Copyable

# Text


trait Stringable:
    """`String(x)` and `str(x)`. Newer types implement `Writable`."""

    def __str__(self) -> String:
        ...


trait StringableRaising:
    def __str__(self) raises -> String:
        ...


trait Representable:
    """`repr(x)`."""

    def __repr__(self) -> String:
        ...


# Collections


trait Sized:
    """`len(x)`."""

    def __len__(self) -> Int:
        ...


trait SizedRaising:
    def __len__(self) raises -> Int:
        ...


trait UIntSized:
    def __len__(self) -> UInt:
        ...


struct StopIteration(TrivialRegisterPassable, Writable):
    """Raised by `__next__` of an iterator that has no more elements."""

    def __init__(out self):
        pass

    def write_to[W: Writer](self, mut writer: W):
        writer.write_string("StopIteration")


trait Iterator(Movable):
    """Gives its elements one at a time.

    Either `__next__` raises `StopIteration` at the end, or `__has_next__` tells beforehand; the library's own
    iterators do the latter.
    """

    comptime Element: AnyType

    def __next__(mut self) raises StopIteration -> Self.Element:
        ...


trait Iterable:
    """Can be walked by `for x in y` while staying alive."""

    comptime IteratorType[
        iterable_mut: Bool, //, iterable_origin: Origin[mut=iterable_mut]
    ]: Iterator

    def __iter__(ref self) -> Self.IteratorType[origin_of(self)]:
        ...


trait IterableOwned:
    """Can be walked by `for x in y^`, which hands out the elements themselves."""

    comptime IteratorOwnedType: Iterator

    def __iter__(var self) -> Self.IteratorOwnedType:
        ...


# Other eras and other packages


trait PathLike:
    """Names a file: `__fspath__` gives the path as text."""

    def __fspath__(self) -> String:
        ...


trait DevicePassable:
    """May be passed to code on an accelerator."""

    comptime device_type: AnyType
