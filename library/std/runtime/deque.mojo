"""A work-stealing deque: its owner pushes and takes at one end, other threads steal at the other.

The algorithm of Chase and Lev, "Dynamic Circular Work-Stealing Deque" (SPAA 2005), with the memory orders proven by Lê, Pop, Cohen and
Zappa Nardelli, "Correct and Efficient Work-Stealing for Weak Memory Models" (PPoPP 2013). Items are addresses; null means "none".
Rings that were outgrown are kept, since a thief may still read them: all together they are smaller than the last one.
"""

from ..memory.raw import raw_allocate_bytes

comptime Item = __type.pointer[UInt8]
comptime _Slots = __type.pointer[__type.index]

comptime _first_capacity = 256


@align(64)
struct Deque:
    """All zeros is an empty deque."""

    var top: __type.index
    """Index of the oldest item; only grows."""
    var apart: __type.array[__type.index, 7]
    """Keeps the word that thieves write out of the owner's cache line."""
    var bottom: __type.index
    """One past the index of the youngest item."""
    var ring: __type.pointer[Ring]
    var known_top: Int
    """What the owner last saw of `top`, which does not become less: it need not look into the thieves' cache line each time."""


struct Ring:
    """What a deque's items lie in, at their index modulo the capacity."""

    var mask: Int
    """Capacity less one; the capacity is a power of two."""
    var items: _Slots


@always_inline
def push(deque: __type.pointer[Deque], item: Item):
    """Adds an item. For the owner only."""
    var bottom = Int(raw=__op.atomic_load["relaxed"](_bottom(deque)))
    var ring = __op.deref(deque).ring
    if __op.eq(ring, __op.null[Ring]()) or bottom - __op.deref(deque).known_top > __op.deref(ring).mask:
        _make_room(deque, bottom)
        ring = __op.deref(deque).ring
    __op.atomic_store["relaxed"](_slot(ring, bottom), __op.pointer_to_int(item))
    # An exchange, where a store with "release" would do: who pushes goes on to look for sleepers, and they look here.
    _ = __op.atomic_rmw["xchg", "seq_cst"](_bottom(deque), (bottom + 1).value)


@always_inline
def take(deque: __type.pointer[Deque]) -> Item:
    """Removes the youngest item; null if there is none. For the owner only."""
    var bottom = Int(raw=__op.atomic_load["relaxed"](_bottom(deque))) - 1
    # Nothing there: no need for the fence. Thieves only make it less.
    if bottom < Int(raw=__op.atomic_load["relaxed"](_top(deque))):
        return __op.null[UInt8]()
    __op.atomic_store["relaxed"](_bottom(deque), bottom.value)
    __op.fence["seq_cst"]()
    var top = Int(raw=__op.atomic_load["relaxed"](_top(deque)))
    if top > bottom:
        __op.atomic_store["relaxed"](_bottom(deque), (bottom + 1).value)
        return __op.null[UInt8]()
    var item = __op.int_to_pointer[UInt8](__op.atomic_load["relaxed"](_slot(__op.deref(deque).ring, bottom)))
    if top == bottom:
        # The last one: a thief may be after it.
        var exchange = __op.atomic_compare_exchange["seq_cst", "relaxed"](_top(deque), top.value, (top + 1).value)
        __op.atomic_store["relaxed"](_bottom(deque), (bottom + 1).value)
        if not Bool(raw=__op.tuple_field[1](exchange)):
            return __op.null[UInt8]()
    return item


def steal(deque: __type.pointer[Deque]) -> Item:
    """Removes the oldest item; null if there is none or somebody else was faster. For any thread."""
    var top = Int(raw=__op.atomic_load["acquire"](_top(deque)))
    __op.fence["seq_cst"]()
    var bottom = Int(raw=__op.atomic_load["acquire"](_bottom(deque)))
    if top >= bottom:
        return __op.null[UInt8]()
    var ring = __op.int_to_pointer[Ring](
        __op.atomic_load["acquire"](__op.pointer_cast[__type.index](__op.address_of(__op.deref(deque).ring)))
    )
    var item = __op.int_to_pointer[UInt8](__op.atomic_load["relaxed"](_slot(ring, top)))
    var exchange = __op.atomic_compare_exchange["seq_cst", "relaxed"](_top(deque), top.value, (top + 1).value)
    return item if Bool(raw=__op.tuple_field[1](exchange)) else __op.null[UInt8]()


@always_inline
def looks_empty(deque: __type.pointer[Deque]) -> Bool:
    """Whether there is nothing to steal at this moment."""
    return (
        Int(raw=__op.atomic_load["seq_cst"](_top(deque))) >= Int(raw=__op.atomic_load["seq_cst"](_bottom(deque)))
    )


@always_inline
def depth(deque: __type.pointer[Deque]) -> Int:
    """Where the owner's next item goes: a mark for what lies above it. For the owner only."""
    return Int(raw=__op.atomic_load["relaxed"](_bottom(deque)))


@no_inline
def _make_room(deque: __type.pointer[Deque], bottom: Int):
    """Looks whether thieves have made room; else grows."""
    var top = Int(raw=__op.atomic_load["acquire"](_top(deque)))
    __op.deref(deque).known_top = top
    var ring = __op.deref(deque).ring
    if __op.eq(ring, __op.null[Ring]()) or bottom - top > __op.deref(ring).mask:
        _grow(deque, top, bottom)


@no_inline
def _grow(deque: __type.pointer[Deque], top: Int, bottom: Int):
    """Puts a ring of twice the capacity in place."""
    var old = __op.deref(deque).ring
    var capacity = _first_capacity
    if not __op.eq(old, __op.null[Ring]()):
        capacity = (__op.deref(old).mask + 1) * 2
    var ring = __op.pointer_cast[Ring](raw_allocate_bytes(Int(raw=__op.size_of[Ring]())))
    __op.deref(ring).mask = capacity - 1
    __op.deref(ring).items = __op.pointer_cast[__type.index](raw_allocate_bytes(capacity * 8))
    for index in range(top, bottom):
        __op.atomic_store["relaxed"](_slot(ring, index), __op.atomic_load["relaxed"](_slot(old, index)))
    __op.atomic_store["release"](
        __op.pointer_cast[__type.index](__op.address_of(__op.deref(deque).ring)), __op.pointer_to_int(ring)
    )


@always_inline
def _slot(ring: __type.pointer[Ring], index: Int) -> __type.pointer[__type.index]:
    return __op.offset(__op.deref(ring).items, (index & __op.deref(ring).mask).value)


@always_inline
def _top(deque: __type.pointer[Deque]) -> __type.pointer[__type.index]:
    return __op.address_of(__op.deref(deque).top)


@always_inline
def _bottom(deque: __type.pointer[Deque]) -> __type.pointer[__type.index]:
    return __op.address_of(__op.deref(deque).bottom)
