"""`Tensor`: numbers in several dimensions, without gaps, that own their memory.

Elements are reached by one number for each dimension, or by one number for the place in memory. Arithmetic goes element by element
and takes tensors of equal shape or a single number.
"""

from ..algorithm.functional import vectorize
from ..buffer.buffer import Buffer, NDBuffer
from ..memory.dtype_pointer import DTypePointer
from ..sys.info import simd_width_of
from ..utils.index import IndexList
from .tensor_shape import TensorShape
from .tensor_spec import TensorSpec


struct Tensor[dtype: DType](Copyable, Equatable, ImplicitlyCopyable, Movable, Stringable, Writable):
    """Numbers in several dimensions.

    Parameters:
        dtype: Element type.
    """

    comptime type = Self.dtype
    """Name of `dtype`."""

    var _data: UnsafePointer[Scalar[Self.dtype], MutableAnyOrigin]
    var _shape: TensorShape

    # Life

    def __init__(out self):
        """No elements."""
        self._shape = TensorShape(0)
        self._data = UnsafePointer[Scalar[Self.dtype], MutableAnyOrigin]()

    def __init__(out self, *dims: Int):
        """Zeros.

        Args:
            dims: Extent of each dimension.
        """
        var extents = List[Int](capacity=len(dims))
        for i in range(len(dims)):
            extents.append(dims[i])
        self._shape = TensorShape(extents)
        self._data = _allocate_zeros[Self.dtype](self._shape.num_elements())

    @implicit
    def __init__(out self, shape: TensorShape):
        """Zeros.

        Args:
            shape: Extents.
        """
        self._shape = shape.copy()
        self._data = _allocate_zeros[Self.dtype](shape.num_elements())

    @implicit
    def __init__(out self, spec: TensorSpec):
        """Zeros.

        Args:
            spec: Its extents count.
        """
        self = Self(spec.shape)

    def __init__(out self, shape: TensorShape, fill: Scalar[Self.dtype]):
        """The same number everywhere.

        Args:
            shape: Extents.
            fill: The number.
        """
        self = Self(shape)
        self._fill(fill)

    def __init__(out self, shape: TensorShape, var data: UnsafePointer[Scalar[Self.dtype], MutableAnyOrigin]):
        """Takes over memory of `alloc`.

        Args:
            shape: Extents.
            data: The first element.
        """
        self._shape = shape.copy()
        self._data = data

    def __init__(out self, shape: TensorShape, data: DTypePointer[Self.dtype]):
        """Takes over memory of `alloc`.

        Args:
            shape: Extents.
            data: The first element.
        """
        self._shape = shape.copy()
        self._data = UnsafePointer[Scalar[Self.dtype], MutableAnyOrigin](data.address)

    def __init__(out self, data: DTypePointer[Self.dtype], shape: TensorShape):
        """Takes over memory of `DTypePointer.alloc`, the order of 2023.

        Args:
            data: The numbers.
            shape: The extents.
        """
        self = Self(shape, data)

    def __init__(out self, shape: TensorShape, *values: Scalar[Self.dtype]):
        """Number by number, the last dimension first; missing ones are 0.

        Args:
            shape: Extents.
            values: The numbers.
        """
        self = Self(shape)
        for i in range(min(len(values), self.num_elements())):
            self._data[i] = values[i]

    def __init__(out self, shape: TensorShape, values: List[Scalar[Self.dtype]]):
        """Number by number, the last dimension first; missing ones are 0.

        Args:
            shape: Extents.
            values: The numbers.
        """
        self = Self(shape)
        for i in range(min(len(values), self.num_elements())):
            self._data[i] = values[i]

    def __init__(out self, *, copy: Self):
        """A copy with own memory.

        Args:
            copy: The original.
        """
        self._shape = copy._shape.copy()
        var count = copy.num_elements()
        self._data = alloc[Scalar[Self.dtype]](count, alignment=64)
        __op.memory_copy(self._data.address, copy._data.address, (count * Self.dtype.size_of()).value)

    def __deinit__(deinit self):
        """Gives the memory back."""
        if self._data:
            self._data.free()

    # Shape

    def shape(self) -> TensorShape:
        """Extents."""
        return self._shape.copy()

    def spec(self) -> TensorSpec:
        """Element type and extents."""
        return TensorSpec(Self.dtype, self._shape)

    @always_inline
    def rank(self) -> Int:
        """Number of dimensions."""
        return self._shape.rank()

    @always_inline
    def dim(self, index: Int) -> Int:
        """Extent of a dimension.

        Args:
            index: Which.
        """
        return self._shape[index]

    @always_inline
    def num_elements(self) -> Int:
        """Number of elements."""
        return self._shape.num_elements()

    @always_inline
    def size(self) -> Int:
        """Number of elements."""
        return self._shape.num_elements()

    @always_inline
    def bytecount(self) -> Int:
        """Number of bytes."""
        return self.num_elements() * Self.dtype.size_of()

    def reshape(self, shape: TensorShape) raises -> Self:
        """The same numbers in other extents.

        Args:
            shape: The new extents.

        Raises:
            If the number of elements would change.
        """
        if shape.num_elements() != self.num_elements():
            raise Error("a tensor keeps its number of elements when it is reshaped")
        var result = self.copy()
        result._shape = shape.copy()
        return result^

    def ireshape(mut self, shape: TensorShape) raises:
        """Changes the extents in place.

        Args:
            shape: The new extents.

        Raises:
            If the number of elements would change.
        """
        if shape.num_elements() != self.num_elements():
            raise Error("a tensor keeps its number of elements when it is reshaped")
        self._shape = shape.copy()

    # Memory

    @always_inline
    def unsafe_ptr(self) -> UnsafePointer[Scalar[Self.dtype], MutableAnyOrigin]:
        """The first element."""
        return self._data

    @always_inline
    def unsafe_uint8_ptr(self) -> UnsafePointer[UInt8, MutableAnyOrigin]:
        """The first byte."""
        return self._data.bitcast[UInt8]()

    @always_inline
    @property
    def _ptr(self) -> DTypePointer[Self.dtype]:
        """The first element; a field in 2023."""
        return DTypePointer[Self.dtype](self._data.address)

    @always_inline
    def data(self) -> DTypePointer[Self.dtype]:
        """The first element."""
        return DTypePointer[Self.dtype](self._data.address)

    @always_inline
    def _to_buffer(self) -> Buffer[Self.dtype]:
        """All elements as a row."""
        return Buffer[Self.dtype](self._data, self.num_elements())

    def _to_ndbuffer[rank: Int](self) -> NDBuffer[Self.dtype, rank]:
        """A view.

        Parameters:
            rank: Number of dimensions.
        """
        var shape = IndexList[rank](0)
        for i in range(rank):
            shape[i] = self._shape[i]
        return NDBuffer[Self.dtype, rank](self._data, shape)

    # Elements

    @always_inline
    def __getitem__(self, index: Int) -> Scalar[Self.dtype]:
        """One element.

        Args:
            index: Its place in memory.
        """
        return self._data[index]

    @always_inline
    def __getitem__(self, *indices: Int) -> Scalar[Self.dtype]:
        """One element.

        Args:
            indices: A number for each dimension.
        """
        return self._data[self._offset(indices)]

    @always_inline
    def __getitem__[length: Int](self, position: IndexList[length]) -> Scalar[Self.dtype]:
        """One element.

        Args:
            position: A number for each dimension.
        """
        var offset = 0
        for i in range(length):
            offset = offset * self._shape[i] + position[i]
        return self._data[offset]

    @always_inline
    def __setitem__(mut self, index: Int, value: Scalar[Self.dtype]):
        """Replaces one element.

        Args:
            index: Its place in memory.
            value: The new one.
        """
        self._data[index] = value

    @always_inline
    def __setitem__(mut self, *indices: Int, value: Scalar[Self.dtype]):
        """Replaces one element.

        Args:
            indices: A number for each dimension.
            value: The new one.
        """
        self._data[self._offset(indices)] = value

    @always_inline
    def __setitem__[length: Int](mut self, position: IndexList[length], value: Scalar[Self.dtype]):
        """Replaces one element.

        Args:
            position: A number for each dimension.
            value: The new one.
        """
        var offset = 0
        for i in range(length):
            offset = offset * self._shape[i] + position[i]
        self._data[offset] = value

    @always_inline
    def _offset(self, indices: VariadicList[Int, _]) -> Int:
        var offset = 0
        for i in range(len(indices)):
            offset = offset * self._shape[i] + indices[i]
        return offset

    @always_inline
    def load[width: Int = 1](self, index: Int) -> SIMD[Self.dtype, width]:
        """Neighbouring elements.

        Parameters:
            width: How many.

        Args:
            index: Place of the first in memory.
        """
        return self._data.load[width=width](index)

    @always_inline
    def load[width: Int = 1](self, *indices: Int) -> SIMD[Self.dtype, width]:
        """Neighbouring elements along the last dimension.

        Parameters:
            width: How many.

        Args:
            indices: The first, a number for each dimension.
        """
        return self._data.load[width=width](self._offset(indices))

    @always_inline
    def store[width: Int = 1](mut self, index: Int, value: SIMD[Self.dtype, width]):
        """Replaces neighbouring elements.

        Parameters:
            width: How many.

        Args:
            index: Place of the first in memory.
            value: The new ones.
        """
        self._data.store(index, value)

    @always_inline
    def simd_load[width: Int](self, *indices: Int) -> SIMD[Self.dtype, width]:
        """`load` (name of 2023)."""
        return self._data.load[width=width](self._offset(indices))

    @always_inline
    def simd_store[width: Int](mut self, index: Int, value: SIMD[Self.dtype, width]):
        """`store` (name of 2023)."""
        self._data.store(index, value)

    @always_inline
    def load[width: Int = 1, length: Int = 1](self, position: IndexList[length]) -> SIMD[Self.dtype, width]:
        """Neighbouring elements along the last dimension.

        Parameters:
            width: How many.
            length: Number of dimensions.

        Args:
            position: The first.
        """
        var offset = 0
        for i in range(length):
            offset = offset * self._shape[i] + position[i]
        return self._data.load[width=width](offset)

    @always_inline
    def store[width: Int, length: Int](mut self, position: IndexList[length], value: SIMD[Self.dtype, width]):
        """Replaces neighbouring elements along the last dimension.

        Parameters:
            width: How many.
            length: Number of dimensions.

        Args:
            position: The first.
            value: The new ones.
        """
        var offset = 0
        for i in range(length):
            offset = offset * self._shape[i] + position[i]
        self._data.store(offset, value)

    @always_inline
    def simd_store[width: Int, length: Int](mut self, position: IndexList[length], value: SIMD[Self.dtype, width]):
        """`store` (name of 2023)."""
        self.store[width, length](position, value)

    def _fill(mut self, value: Scalar[Self.dtype]):
        for i in range(self.num_elements()):
            self._data[i] = value

    # Arithmetic

    @always_inline
    def _map[func: def[width: Int](SIMD[Self.dtype, width]) capturing [_] -> SIMD[Self.dtype, width]](self) -> Self:
        """A tensor of function values.

        Parameters:
            func: Takes neighbouring elements.
        """
        var result = Self(self._shape)

        @parameter
        def step[width: Int](index: Int):
            result._data.store(index, func[width](self._data.load[width=width](index)))

        vectorize[step, simd_width_of[Self.dtype]()](self.num_elements())
        return result^

    @always_inline
    def _join[
        func: def[width: Int](SIMD[Self.dtype, width], SIMD[Self.dtype, width]) capturing [_] -> SIMD[Self.dtype, width]
    ](self, other: Self) raises -> Self:
        """A tensor of function values of two tensors.

        Parameters:
            func: Takes neighbouring elements of both.

        Args:
            other: The second.

        Raises:
            If the shapes differ.
        """
        if self._shape != other._shape:
            raise Error("tensors of different shapes cannot be combined element by element")
        var result = Self(self._shape)

        @parameter
        def step[width: Int](index: Int):
            result._data.store(index, func[width](self._data.load[width=width](index), other._data.load[width=width](index)))

        vectorize[step, simd_width_of[Self.dtype]()](self.num_elements())
        return result^

    def __add__(self, other: Self) raises -> Self:
        """Sums.

        Args:
            other: Of the same shape.

        Raises:
            If the shapes differ.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width], y: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return x + y

        return self._join[compute](other)

    def __add__(self, other: Scalar[Self.dtype]) -> Self:
        """Sums with one number.

        Args:
            other: The number.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return x + SIMD[Self.dtype, width](other)

        return self._map[compute]()

    def __radd__(self, other: Scalar[Self.dtype]) -> Self:
        """Sums with one number on the left.

        Args:
            other: The number.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return SIMD[Self.dtype, width](other) + x

        return self._map[compute]()

    def __sub__(self, other: Self) raises -> Self:
        """Differences.

        Args:
            other: Of the same shape.

        Raises:
            If the shapes differ.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width], y: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return x - y

        return self._join[compute](other)

    def __sub__(self, other: Scalar[Self.dtype]) -> Self:
        """Differences with one number.

        Args:
            other: The number.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return x - SIMD[Self.dtype, width](other)

        return self._map[compute]()

    def __rsub__(self, other: Scalar[Self.dtype]) -> Self:
        """Differences with one number on the left.

        Args:
            other: The number.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return SIMD[Self.dtype, width](other) - x

        return self._map[compute]()

    def __mul__(self, other: Self) raises -> Self:
        """Products.

        Args:
            other: Of the same shape.

        Raises:
            If the shapes differ.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width], y: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return x * y

        return self._join[compute](other)

    def __mul__(self, other: Scalar[Self.dtype]) -> Self:
        """Products with one number.

        Args:
            other: The number.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return x * SIMD[Self.dtype, width](other)

        return self._map[compute]()

    def __rmul__(self, other: Scalar[Self.dtype]) -> Self:
        """Products with one number on the left.

        Args:
            other: The number.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return SIMD[Self.dtype, width](other) * x

        return self._map[compute]()

    def __truediv__(self, other: Self) raises -> Self:
        """Quotients.

        Args:
            other: Of the same shape.

        Raises:
            If the shapes differ.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width], y: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return x / y

        return self._join[compute](other)

    def __truediv__(self, other: Scalar[Self.dtype]) -> Self:
        """Quotients with one number.

        Args:
            other: The number.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return x / SIMD[Self.dtype, width](other)

        return self._map[compute]()

    def __rtruediv__(self, other: Scalar[Self.dtype]) -> Self:
        """Quotients with one number on the left.

        Args:
            other: The number.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return SIMD[Self.dtype, width](other) / x

        return self._map[compute]()

    def __pow__(self, exponent: Int) -> Self:
        """Powers.

        Args:
            exponent: The same for all.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return x**exponent

        return self._map[compute]()

    def __ipow__(mut self, exponent: Int):
        """`self = self ** exponent`."""
        self = self**exponent

    def __neg__(self) -> Self:
        """The opposite numbers."""

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return -x

        return self._map[compute]()

    def astype[target: DType](self) -> Tensor[target]:
        """With another element type.

        Parameters:
            target: The type.
        """
        var result = Tensor[target](self._shape)
        for i in range(self.num_elements()):
            result._data[i] = self._data[i].cast[target]()
        return result^

    def clip(self, lower_bound: Scalar[Self.dtype], upper_bound: Scalar[Self.dtype]) -> Self:
        """Numbers brought into a range.

        Args:
            lower_bound: The least result.
            upper_bound: The greatest result.
        """

        @parameter
        def compute[width: Int](x: SIMD[Self.dtype, width]) -> SIMD[Self.dtype, width]:
            return x.clamp(SIMD[Self.dtype, width](lower_bound), SIMD[Self.dtype, width](upper_bound))

        return self._map[compute]()

    # Comparison

    def __eq__(self, other: Self) -> Bool:
        """Whether shapes and all numbers are equal."""
        if self._shape != other._shape:
            return False
        for i in range(self.num_elements()):
            if self._data[i] != other._data[i]:
                return False
        return True

    def __ne__(self, other: Self) -> Bool:
        """Whether shapes or a number differ."""
        return not self == other

    # Text

    def write_to[W: Writer](self, mut writer: W):
        """Writes nested brackets, type and shape: `Tensor([[1, 2], [3, 4]], dtype=int32, shape=2x2)`."""
        writer.write("Tensor(")
        _ = self._write_dimension(writer, 0, 0)
        writer.write(", dtype=", Self.dtype, ", shape=", self._shape, ")")

    def _write_dimension[W: Writer](self, mut writer: W, dimension: Int, start: Int) -> Int:
        """Writes a part and returns the place after it."""
        if dimension == self.rank():
            writer.write(self._data[start])
            return start + 1
        writer.write("[")
        var place = start
        for i in range(self.dim(dimension)):
            if i != 0:
                writer.write(", ")
            place = self._write_dimension(writer, dimension + 1, place)
        writer.write("]")
        return place

    def __str__(self) -> String:
        """Nested brackets, type and shape."""
        return String.write(self)

    # Files

    def tofile(self, path: String) raises:
        """Writes the numbers as bytes.

        Args:
            path: Name of the file.

        Raises:
            If it cannot be written.
        """
        with open(path, "w") as file:
            file.write_bytes(Span[UInt8](ptr=self.unsafe_uint8_ptr(), length=self.bytecount()))

    @staticmethod
    def fromfile(path: String) raises -> Self:
        """Reads numbers from bytes, in one dimension.

        Args:
            path: Name of the file.

        Raises:
            If it cannot be read.
        """
        with open(path, "r") as file:
            var bytes = file.read_bytes()
            var count = len(bytes) // Self.dtype.size_of()
            var result = Self(count)
            __op.memory_copy(__op.pointer_cast[UInt8](result._data.address), bytes.unsafe_ptr().address, (count * Self.dtype.size_of()).value)
            return result^


def _allocate_zeros[dtype: DType](count: Int) -> UnsafePointer[Scalar[dtype], MutableAnyOrigin]:
    """Memory for numbers, all 0."""
    var data = alloc[Scalar[dtype]](max(1, count), alignment=64)
    __op.memory_set(data.address, UInt8(0).value, (count * dtype.size_of()).value)
    return data
