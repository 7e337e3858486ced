"""`PythonBuffer`: the elements of an array of Python's in place, without a copy.

In: an object with the buffer protocol: numpy arrays, `array.array`, `bytearray`, `bytes`, `memoryview`. Out: its memory as a `Span` of machine numbers.
Not here: what converts elements one by one (`python_object.mojo`).
"""
from memory.raw import raw_allocate, raw_free
from memory.span import Span
from .cpython import Object, running_python
from .python_object import PythonObject, raise_python_error

comptime _WRITABLE = 1
comptime _FORMAT = 4
comptime _CONTIGUOUS = 0x38
"""In C's order, with shape and strides."""


struct BufferView:
    """`Py_buffer`"""

    var data: __type.pointer[UInt8]
    var object: Object
    var size: Int
    """Of all elements in bytes."""
    var item_size: Int
    var is_read_only: Int32
    var dimensions: Int32
    var format: __type.pointer[UInt8]
    var shape: __type.pointer[Int]
    var strides: __type.pointer[Int]
    var sub_offsets: __type.pointer[Int]
    var internal: __type.pointer[UInt8]


struct PythonBuffer[dtype: DType](Movable, Sized):
    """Memory that Python keeps in place as long as this lives."""

    comptime Element = Scalar[Self.dtype]

    var _view: __type.pointer[BufferView]

    def __init__(out self, object: PythonObject, *, writable: Bool = False) raises:
        """The elements of an array.

        Raises:
            If the object has no such memory, its elements are of another type, or they do not lie one behind the other.
        """
        var held = _view_of(object, writable)
        ref view = __op.deref(held)
        var letter = _letter(view.format)
        if view.item_size != Int(raw=__op.size_of[Scalar[Self.dtype]]()) or not _agrees[Self.dtype](letter):
            _end(held)
            raise Error("the elements of the array are not of type ", String(Self.dtype), " (format '", chr(letter), "')")
        self._view = held

    def __init__(out self, *, deinit move: Self):
        self._view = move._view

    def __deinit__(deinit self):
        _end(self._view)

    def __len__(self) -> Int:
        """Of all dimensions together."""
        return __op.deref(self._view).size // __op.deref(self._view).item_size

    def unsafe_ptr(self) -> UnsafePointer[Scalar[Self.dtype], MutableAnyOrigin]:
        return UnsafePointer[Scalar[Self.dtype], MutableAnyOrigin](__op.pointer_cast[Scalar[Self.dtype]](__op.deref(self._view).data))

    def span(ref self) -> Span[Scalar[Self.dtype], MutableAnyOrigin]:
        """All elements; valid as long as this lives."""
        return Span[Scalar[Self.dtype], MutableAnyOrigin](
            unsafe_data=__op.pointer_cast[Scalar[Self.dtype]](__op.deref(self._view).data), length=len(self)
        )

    def shape(self) -> List[Int]:
        var result = List[Int]()
        ref view = __op.deref(self._view)
        for i in range(Int(view.dimensions)):
            result.append(__op.load(__op.offset(view.shape, i.value)))
        return result^


def _view_of(object: PythonObject, is_writable: Bool) raises -> __type.pointer[BufferView]:
    var view = raw_allocate[BufferView](1)
    var flags = _FORMAT | _CONTIGUOUS
    if is_writable:
        flags |= _WRITABLE
    if running_python().get_buffer(object._obj_ptr, __op.pointer_cast[UInt8](view), Int32(flags)) < 0:
        raw_free(view)
        raise_python_error()
    return view


def _end(view: __type.pointer[BufferView]):
    running_python().release_buffer(__op.pointer_cast[UInt8](view))
    raw_free(view)


def _letter(format: __type.pointer[UInt8]) -> Int:
    """Of `struct`, without what says the order of bytes."""
    if __op.eq(format, __op.null[UInt8]()):
        return ord("B")
    var at = format
    while True:
        var code = Int(__op.load(at))
        if code != ord("<") and code != ord("=") and code != ord("@") and code != ord("|"):
            return code
        at = __op.offset(at, Int(1).value)


def _agrees[dtype: DType](letter: Int) -> Bool:
    """Whether a letter stands for numbers of the same sort; sizes are compared apart."""
    var text = chr(letter)
    if dtype == DType.bool:
        return text == "?"
    if dtype.is_floating_point():
        return text in "efd"
    if dtype.is_unsigned():
        return text in "BHILQNc"
    return text in "bhilqn"
