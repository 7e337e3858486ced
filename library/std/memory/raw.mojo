"""Raw memory: allocation and byte loops on intrinsic pointers, for the library's own use.

In and out: `__type.pointer`s and `Int` counts. These functions check nothing, and also run in the compile-time
interpreter, which knows only the C functions `malloc`, `aligned_alloc`, `realloc` and `free`. Large blocks ask for huge pages.
Not here: the public pointer types (`memory/unsafe_pointer.mojo`), `memcpy` and friends (`memory/memory.mojo`).
"""


@always_inline
def raw_allocate[T: AnyType](count: Int) -> __type.pointer[T]:
    """Uninitialised room for `count` values; ends the program when there is none."""
    comptime if __op.gt(__op.align_of[T](), Int(16).value):
        return __op.pointer_cast[T](
            raw_allocate_aligned(count * Int(raw=__op.size_of[T]()), Int(raw=__op.align_of[T]()))
        )
    else:
        return __op.pointer_cast[T](raw_allocate_bytes(count * Int(raw=__op.size_of[T]())))


@always_inline
def raw_allocate[T: AnyType](count: Int, alignment: Int) -> __type.pointer[T]:
    """Room that is aligned to at least `alignment` bytes."""
    if alignment <= 16:
        return raw_allocate[T](count)
    return __op.pointer_cast[T](raw_allocate_aligned(count * Int(raw=__op.size_of[T]()), alignment))


@always_inline
def raw_allocate_bytes(size: Int) -> __type.pointer[UInt8]:
    """Aligned to 16 bytes."""
    if size >= _huge_from:
        return _allocate_huge(size)
    var result = __op.external["malloc", __type.pointer[UInt8]](size.value)
    if __op.unlikely(__op.eq(result, __op.null[UInt8]())):
        _out_of_memory(size)
    return result


def raw_allocate_aligned(size: Int, alignment: Int) -> __type.pointer[UInt8]:
    var rounded = (size + alignment - 1) // alignment * alignment
    var result = __op.external["aligned_alloc", __type.pointer[UInt8]](alignment.value, rounded.value)
    if __op.unlikely(__op.eq(result, __op.null[UInt8]())):
        _out_of_memory(size)
    if size >= _huge_from:
        _advise_huge_pages(result, size)
    return result


@always_inline
def raw_free[T: AnyType](pointer: __type.pointer[T]):
    __op.external["free", NoneType](__op.pointer_cast[UInt8](pointer))


def raw_reallocate_bytes(pointer: __type.pointer[UInt8], size: Int) -> __type.pointer[UInt8]:
    if __op.eq(pointer, __op.null[UInt8]()):
        return raw_allocate_bytes(size)
    var result = __op.external["realloc", __type.pointer[UInt8]](pointer, size.value)
    if __op.unlikely(__op.eq(result, __op.null[UInt8]())):
        _out_of_memory(size)
    if size >= _huge_from:
        _advise_huge_pages(result, size)
    return result


comptime _huge_from = 1 << 20
"""Bytes from which on a block may lie in pages of 2 MiB: one entry of the address cache then covers 512 small pages."""
comptime _huge_page = 2 << 20


@__cold
def _allocate_huge(size: Int) -> __type.pointer[UInt8]:
    """At the start of a huge page; up to its end, too, if that wastes no more than a quarter."""
    var whole = (size + _huge_page - 1) // _huge_page * _huge_page
    if whole - size <= size // 4:
        return raw_allocate_aligned(whole, _huge_page)
    return raw_allocate_aligned(size, _huge_page if size > 2 * _huge_page else 64)


@__cold
def _advise_huge_pages(block: __type.pointer[UInt8], size: Int):
    """Tells Linux so; what it makes of it is its own affair."""
    if __op.interpreting():
        return
    comptime if Bool(raw=__op.target_is_os["linux"]()):
        comptime page = 4096
        comptime advise_huge_page = 14
        var start = (Int(raw=__op.pointer_to_int(block)) + page - 1) // page * page
        var length = (Int(raw=__op.pointer_to_int(block)) + size - start) // page * page
        _ = __op.external["madvise", __type.i32](
            __op.int_to_pointer[UInt8](start.value), length.value, Int32(advise_huge_page).value
        )


@__cold
def _out_of_memory(size: Int):
    """Ends the program unless nothing was asked for. Makes no text: there is no room for it."""
    if size > 0:
        comptime message = "ABORT: out of memory\n"
        _ = __op.external["write", __type.index](Int32(2).value, message.data, message.length.value)
        __op.trap()


# Moving and comparing


@always_inline
def raw_copy[T: AnyType](destination: __type.pointer[T], source: __type.pointer[T], count: Int):
    """Copies bits; the ranges must not overlap."""
    __op.memory_copy(destination, source, (count * Int(raw=__op.size_of[T]())).value)


@always_inline
def raw_move[T: AnyType](destination: __type.pointer[T], source: __type.pointer[T], count: Int):
    """Copies bits; the ranges may overlap."""
    __op.memory_move(destination, source, (count * Int(raw=__op.size_of[T]())).value)


@always_inline
def raw_byte(pointer: __type.pointer[UInt8], index: Int) -> UInt8:
    return __op.load(__op.offset(pointer, index.value))


@always_inline
def raw_set_byte(pointer: __type.pointer[UInt8], index: Int, byte: UInt8):
    __op.store(__op.offset(pointer, index.value), byte)


@always_inline
def raw_equal(left: __type.pointer[UInt8], right: __type.pointer[UInt8], size: Int) -> Bool:
    if __op.interpreting():
        for i in range(size):
            if raw_byte(left, i) != raw_byte(right, i):
                return False
        return True
    return Bool(raw=__op.eq(__op.external["memcmp", __type.i32](left, right, size.value), Int32(0).value))


def raw_compare(left: __type.pointer[UInt8], right: __type.pointer[UInt8], size: Int) -> Int:
    """Negative, zero or positive, by the first byte that differs."""
    if __op.interpreting():
        for i in range(size):
            var a = raw_byte(left, i)
            var b = raw_byte(right, i)
            if a != b:
                return Int(a) - Int(b)
        return 0
    return Int(Int32(__op.external["memcmp", __type.i32](left, right, size.value)))


def raw_find_byte(data: __type.pointer[UInt8], size: Int, byte: UInt8) -> Int:
    """Index of the first such byte, or -1."""
    if __op.interpreting():
        for i in range(size):
            if raw_byte(data, i) == byte:
                return i
        return -1
    if size <= 0:
        return -1
    var found = __op.external["memchr", __type.pointer[UInt8]](data, Int32(byte).value, size.value)
    if __op.eq(found, __op.null[UInt8]()):
        return -1
    return Int(raw=__op.pointer_to_int(found)) - Int(raw=__op.pointer_to_int(data))
