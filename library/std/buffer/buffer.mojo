"""`Buffer` and `NDBuffer`: views of memory with extents, as kernels of 2023 and 2024 used them. They own nothing and check nothing."""

from ..memory.dtype_pointer import DTypePointer
from ..utils.index import IndexList
from .dim_list import Dim, DimList


struct Buffer[type: DType, size: Dim = Dim(), /](ImplicitlyCopyable, Sized, TrivialRegisterPassable):
    """A row of scalars.

    Parameters:
        type: Type of the elements.
        size: Their number, if known at compile time.
    """

    var data: UnsafePointer[Scalar[Self.type], MutableAnyOrigin]
    """The first element."""
    var dynamic_size: Int
    """Their number."""
    var dtype: DType
    """Type of the elements."""

    @always_inline
    def __init__(out self):
        """No memory."""
        self.data = UnsafePointer[Scalar[Self.type], MutableAnyOrigin]()
        self.dynamic_size = Self.size.or_else(0)
        self.dtype = Self.type

    @always_inline
    @implicit
    def __init__(out self, data: UnsafePointer[Scalar[Self.type], _]):
        """As many elements as the type says.

        Args:
            data: The first one.
        """
        self.data = UnsafePointer[Scalar[Self.type], MutableAnyOrigin](data.address)
        self.dynamic_size = Self.size.get()
        self.dtype = Self.type

    @always_inline
    @implicit
    def __init__(out self, data: DTypePointer[Self.type]):
        """As many elements as the type says.

        Args:
            data: The first one.
        """
        self.data = UnsafePointer[Scalar[Self.type], MutableAnyOrigin](data.address)
        self.dynamic_size = Self.size.get()
        self.dtype = Self.type

    @always_inline
    def __init__(out self, data: UnsafePointer[Scalar[Self.type], _], size: Int):
        """So many elements.

        Args:
            data: The first one.
            size: How many.
        """
        self.data = UnsafePointer[Scalar[Self.type], MutableAnyOrigin](data.address)
        self.dynamic_size = size
        self.dtype = Self.type

    @always_inline
    def __init__(out self, data: DTypePointer[Self.type], size: Int):
        """So many elements.

        Args:
            data: The first one.
            size: How many.
        """
        self.data = UnsafePointer[Scalar[Self.type], MutableAnyOrigin](data.address)
        self.dynamic_size = size
        self.dtype = Self.type

    @staticmethod
    @always_inline
    def stack_allocation[alignment: Int = 64]() -> Self:
        """Memory of the calling function, as many elements as the type says.

        Parameters:
            alignment: In bytes.
        """
        return Self(UnsafePointer[Scalar[Self.type], MutableAnyOrigin](__op.stack_allocate[Scalar[Self.type], alignment=alignment](Self.size.get().value)))

    @always_inline
    def __len__(self) -> Int:
        """Number of elements."""
        return Self.size.or_else(self.dynamic_size)

    @always_inline
    def bytecount(self) -> Int:
        """Number of bytes."""
        return len(self) * Self.type.size_of()

    @always_inline
    def __getitem__(self, index: Int) -> Scalar[Self.type]:
        """One element.

        Args:
            index: Which.
        """
        return self.data[index]

    @always_inline
    def __setitem__(self, index: Int, value: Scalar[Self.type]):
        """Replaces one element.

        Args:
            index: Which.
            value: The new one.
        """
        self.data[index] = value

    @always_inline
    def load[width: Int = 1](self, index: Int) -> SIMD[Self.type, width]:
        """Neighbouring elements.

        Parameters:
            width: How many.

        Args:
            index: The first.
        """
        return self.data.load[width=width](index)

    @always_inline
    def store[width: Int = 1](self, index: Int, value: SIMD[Self.type, width]):
        """Replaces neighbouring elements.

        Parameters:
            width: How many.

        Args:
            index: The first.
            value: The new ones.
        """
        self.data.store(index, value)

    @always_inline
    def simd_load[width: Int](self, index: Int) -> SIMD[Self.type, width]:
        """`load` (name of 2023)."""
        return self.data.load[width=width](index)

    @always_inline
    def simd_store[width: Int](self, index: Int, value: SIMD[Self.type, width]):
        """`store` (name of 2023)."""
        self.data.store(index, value)

    @always_inline
    def aligned_simd_load[width: Int, alignment: Int](self, index: Int) -> SIMD[Self.type, width]:
        """`load` of memory with a known alignment in bytes (name of 2023)."""
        return self.data.load[width=width, alignment=alignment](index)

    @always_inline
    def aligned_simd_store[width: Int, alignment: Int](self, index: Int, value: SIMD[Self.type, width]):
        """`store` to memory with a known alignment in bytes (name of 2023)."""
        self.data.store[alignment=alignment](index, value)

    @always_inline
    def simd_nt_store[width: Int](self, index: Int, value: SIMD[Self.type, width]):
        """`store` past the caches (name of 2023); the memory must be aligned to the vector."""
        __op.simd_store[alignment = width * Self.type.size_of(), nontemporal=True](
            __op.pointer_cast[__type.simd[Self.type, 1]](__op.offset(self.data.address, index.value)), value.value
        )

    @always_inline
    def simd_fill[width: Int](self, value: Scalar[Self.type]):
        """`fill` (name of 2023)."""
        self.fill(value)

    @staticmethod
    @always_inline
    def aligned_stack_allocation[alignment: Int]() -> Self:
        """`stack_allocation` (name of 2023)."""
        return Self.stack_allocation[alignment]()

    @always_inline
    def fill(self, value: Scalar[Self.type]):
        """Sets all elements.

        Args:
            value: To what.
        """
        for i in range(len(self)):
            self.data[i] = value

    @always_inline
    def zero(self):
        """Sets all elements to 0."""
        self.fill(Scalar[Self.type](0))


struct NDBuffer[type: DType, rank: Int, shape: DimList = DimList.create_unknown[rank](), strides: DimList = DimList.create_unknown[rank](), /](
    ImplicitlyCopyable, Sized, TrivialRegisterPassable
):
    """Scalars in several dimensions, the last one without gaps unless strides are given.

    Parameters:
        type: Type of the elements.
        rank: Number of dimensions.
        shape: Extents, as far as known at compile time.
        strides: Distances of neighbours in elements, as far as known.
    """

    var data: UnsafePointer[Scalar[Self.type], MutableAnyOrigin]
    """The first element."""
    var dynamic_shape: IndexList[Self.rank]
    """Extents."""
    var dynamic_stride: IndexList[Self.rank]
    """Distances of neighbours in elements."""

    @always_inline
    def __init__(out self):
        """No memory."""
        self.data = UnsafePointer[Scalar[Self.type], MutableAnyOrigin]()
        self.dynamic_shape = Self._static_shape()
        self.dynamic_stride = _dense_strides(self.dynamic_shape)

    @always_inline
    @implicit
    def __init__(out self, data: UnsafePointer[Scalar[Self.type], _]):
        """Extents as the type says.

        Args:
            data: The first element.
        """
        self.data = UnsafePointer[Scalar[Self.type], MutableAnyOrigin](data.address)
        self.dynamic_shape = Self._static_shape()
        self.dynamic_stride = _dense_strides(self.dynamic_shape)

    @always_inline
    @implicit
    def __init__(out self, data: DTypePointer[Self.type]):
        """Extents as the type says.

        Args:
            data: The first element.
        """
        self.data = UnsafePointer[Scalar[Self.type], MutableAnyOrigin](data.address)
        self.dynamic_shape = Self._static_shape()
        self.dynamic_stride = _dense_strides(self.dynamic_shape)

    @always_inline
    def __init__(out self, data: UnsafePointer[Scalar[Self.type], _], dynamic_shape: IndexList[Self.rank]):
        """Given extents.

        Args:
            data: The first element.
            dynamic_shape: Extents.
        """
        self.data = UnsafePointer[Scalar[Self.type], MutableAnyOrigin](data.address)
        self.dynamic_shape = dynamic_shape
        self.dynamic_stride = _dense_strides(dynamic_shape)

    @always_inline
    def __init__(out self, data: DTypePointer[Self.type], dynamic_shape: IndexList[Self.rank]):
        """Given extents.

        Args:
            data: The first element.
            dynamic_shape: Extents.
        """
        self.data = UnsafePointer[Scalar[Self.type], MutableAnyOrigin](data.address)
        self.dynamic_shape = dynamic_shape
        self.dynamic_stride = _dense_strides(dynamic_shape)

    @always_inline
    def __init__(out self, data: UnsafePointer[Scalar[Self.type], _], dynamic_shape: IndexList[Self.rank], dynamic_stride: IndexList[Self.rank]):
        """Given extents and strides.

        Args:
            data: The first element.
            dynamic_shape: Extents.
            dynamic_stride: Distances of neighbours in elements.
        """
        self.data = UnsafePointer[Scalar[Self.type], MutableAnyOrigin](data.address)
        self.dynamic_shape = dynamic_shape
        self.dynamic_stride = dynamic_stride

    @staticmethod
    @always_inline
    def _static_shape() -> IndexList[Self.rank]:
        var result = IndexList[Self.rank](0)
        comptime for i in range(Self.rank):
            result[i] = Self.shape[i].or_else(0)
        return result

    @staticmethod
    @always_inline
    def stack_allocation[alignment: Int = 64]() -> Self:
        """Memory of the calling function, extents as the type says.

        Parameters:
            alignment: In bytes.
        """
        var count = Self.shape.product[Self.rank]().get()
        return Self(UnsafePointer[Scalar[Self.type], MutableAnyOrigin](__op.stack_allocate[Scalar[Self.type], alignment=alignment](count.value)))

    @always_inline
    def get_rank(self) -> Int:
        """Number of dimensions."""
        return Self.rank

    @always_inline
    def get_shape(self) -> IndexList[Self.rank]:
        """Extents."""
        return self.dynamic_shape

    @always_inline
    def get_strides(self) -> IndexList[Self.rank]:
        """Distances of neighbours in elements."""
        return self.dynamic_stride

    @always_inline
    def dim[index: Int](self) -> Int:
        """Extent of a dimension.

        Parameters:
            index: Which.
        """
        return Self.shape[index].or_else(self.dynamic_shape[index])

    @always_inline
    def dim(self, index: Int) -> Int:
        """Extent of a dimension.

        Args:
            index: Which.
        """
        return self.dynamic_shape[index]

    @always_inline
    def stride(self, index: Int) -> Int:
        """Distance of neighbours along a dimension, in elements.

        Args:
            index: Which.
        """
        return self.dynamic_stride[index]

    @always_inline
    def num_elements(self) -> Int:
        """Number of elements."""
        return self.size()

    @always_inline
    def size(self) -> Int:
        """Number of elements."""
        var product = 1
        comptime for i in range(Self.rank):
            product *= self.dim[i]()
        return product

    @always_inline
    def __len__(self) -> Int:
        """Number of elements."""
        return self.size()

    @always_inline
    def bytecount(self) -> Int:
        """Number of bytes."""
        return self.size() * Self.type.size_of()

    @always_inline
    def is_contiguous(self) -> Bool:
        """Whether there are no gaps."""
        return self.dynamic_stride == _dense_strides(self.dynamic_shape)

    @always_inline
    def _offset(self, position: IndexList[Self.rank]) -> Int:
        var result = 0
        comptime for i in range(Self.rank):
            result += position[i] * self.dynamic_stride[i]
        return result

    @always_inline
    def __getitem__(self, *index: Int) -> Scalar[Self.type]:
        """One element.

        Args:
            index: Where, a number for each dimension.
        """
        var offset = 0
        comptime for i in range(Self.rank):
            offset += index[i] * self.dynamic_stride[i]
        return self.data[offset]

    @always_inline
    def __getitem__(self, position: IndexList[Self.rank]) -> Scalar[Self.type]:
        """One element.

        Args:
            position: Where.
        """
        return self.data[self._offset(position)]

    @always_inline
    def __setitem__(self, position: IndexList[Self.rank], value: Scalar[Self.type]):
        """Replaces one element.

        Args:
            position: Where.
            value: The new one.
        """
        self.data[self._offset(position)] = value

    @always_inline
    def __setitem__(self, *index: Int, value: Scalar[Self.type]):
        """Replaces one element.

        Args:
            index: Where, a number for each dimension.
            value: The new one.
        """
        var offset = 0
        comptime for i in range(Self.rank):
            offset += index[i] * self.dynamic_stride[i]
        self.data[offset] = value

    @always_inline
    def load[width: Int = 1](self, position: IndexList[Self.rank]) -> SIMD[Self.type, width]:
        """Neighbouring elements along the last dimension.

        Parameters:
            width: How many.

        Args:
            position: The first.
        """
        return self.data.load[width=width](self._offset(position))

    @always_inline
    def load[width: Int = 1](self, *index: Int) -> SIMD[Self.type, width]:
        """Neighbouring elements along the last dimension.

        Parameters:
            width: How many.

        Args:
            index: The first, a number for each dimension.
        """
        var offset = 0
        comptime for i in range(Self.rank):
            offset += index[i] * self.dynamic_stride[i]
        return self.data.load[width=width](offset)

    @always_inline
    def store[width: Int = 1](self, position: IndexList[Self.rank], value: SIMD[Self.type, width]):
        """Replaces neighbouring elements along the last dimension.

        Parameters:
            width: How many.

        Args:
            position: The first.
            value: The new ones.
        """
        self.data.store(self._offset(position), value)

    @always_inline
    def simd_load[width: Int](self, position: IndexList[Self.rank]) -> SIMD[Self.type, width]:
        """`load` (name of 2023)."""
        return self.load[width](position)

    @always_inline
    def simd_store[width: Int](self, position: IndexList[Self.rank], value: SIMD[Self.type, width]):
        """`store` (name of 2023)."""
        self.store[width](position, value)

    @always_inline
    def flatten(self) -> Buffer[Self.type]:
        """All elements as a row; there must be no gaps."""
        return Buffer[Self.type](self.data, self.size())

    @always_inline
    def fill(self, value: Scalar[Self.type]):
        """Sets all elements; there must be no gaps.

        Args:
            value: To what.
        """
        self.flatten().fill(value)

    @always_inline
    def zero(self):
        """Sets all elements to 0; there must be no gaps."""
        self.fill(Scalar[Self.type](0))


@always_inline
def _dense_strides[rank: Int, //](shape: IndexList[rank]) -> IndexList[rank]:
    """Strides without gaps."""
    var result = IndexList[rank](1)
    var product = 1
    for i in range(rank - 1, -1, -1):
        result[i] = product
        product *= shape[i]
    return result


@always_inline
def partial_simd_load[width: Int, type: DType](storage: UnsafePointer[Scalar[type], _], lbound: Int, rbound: Int, pad_value: Scalar[type]) -> SIMD[type, width]:
    """Neighbouring elements, of which only some exist.

    Parameters:
        width: How many.
        type: Their type.

    Args:
        storage: The first.
        lbound: First lane that exists.
        rbound: First lane after it that does not.
        pad_value: Lanes that do not exist.
    """
    var result = SIMD[type, width](pad_value)
    for lane in range(max(0, lbound), min(width, rbound)):
        result[lane] = storage[lane]
    return result


@always_inline
def partial_simd_store[width: Int, type: DType](storage: UnsafePointer[Scalar[type], _], lbound: Int, rbound: Int, data: SIMD[type, width]):
    """Replaces neighbouring elements, of which only some exist.

    Parameters:
        width: How many.
        type: Their type.

    Args:
        storage: The first.
        lbound: First lane that exists.
        rbound: First lane after it that does not.
        data: The lanes.
    """
    for lane in range(max(0, lbound), min(width, rbound)):
        storage[lane] = data[lane]
