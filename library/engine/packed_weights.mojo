"""`PackedWeights`: weights in the form in which kernels read them, packed once and kept in a file beside the model.

The file has a header of 64 bytes (eight words: a mark, what the program calls its weights' state, lanes of a vector, bytes of what follows), then the packed
operands in the order in which the program asks for them, each at a multiple of 64 bytes. A file that does not fit is made anew; where none can be
written, weights are packed at each start. While it is written it has no name where the system can do that, so that a process that is ended leaves nothing.
"""

from ffi import external_call
from kernels.convolution_filter import PackedFilter
from kernels.depthwise import DepthwiseFilter
from kernels.image_view import ImageView
from kernels.matrix_view import MatrixView
from kernels.packed_matrix import PackedMatrix
from kernels.winograd import WinogradFilter
from memory import UnsafePointer, alloc
from sys import CompilationTarget, simd_width_of

comptime _mark = 0x4B434150_4A4F4D02
comptime _header = 64


struct PackedWeights(Movable):
    """A file of packed weights that is read, or one that is written."""

    var data: UnsafePointer[UInt8, MutAnyOrigin]
    """The mapped file; null while it is written."""
    var bytes: Int
    """Length of the mapping."""
    var place: Int
    """Where the next operand is."""
    var path: String
    """The file."""
    var descriptor: Int32
    """Of the file that is written; below 0 if none can be."""
    var has_name: Bool
    """Whether the file that is written has one already."""
    var state: Int
    """What has to stand in the header."""

    def __init__(out self, path: String, state: Int):
        """Maps the file if it fits, else begins a new one.

        Args:
            path: The file.
            state: Which weights, of which program.
        """
        self.path = path
        self.state = state
        self.place = _header
        self.bytes = 0
        self.data = UnsafePointer[UInt8, MutAnyOrigin]()
        self.descriptor = -1
        self.has_name = False
        var name = path
        var file = external_call["open", Int32](name.as_c_string_slice().unsafe_ptr(), Int32(0))
        if file >= 0:
            var length = external_call["lseek", Int](file, 0, Int32(2))
            if length >= _header:
                # PROT_READ, MAP_PRIVATE
                var address = external_call["mmap", Int](0, length, Int32(1), Int32(2), file, 0)
                if address != -1:
                    self.data = UnsafePointer[UInt8, MutAnyOrigin](unsafe_from_address=address)
                    self.bytes = length
            _ = external_call["close", Int32](file)
            if self.bytes > 0:
                var words = self.data.bitcast[Int64]()
                if words[0] == _mark and words[1] == Int64(state) and words[2] == Int64(simd_width_of[DType.float32]()) and words[3] == Int64(length):
                    _ = name^
                    return
                self.unmap()
        comptime if CompilationTarget.is_linux():
            var folder = _folder_of(path)
            # O_WRONLY and O_TMPFILE, which contains the number of O_DIRECTORY
            comptime unnamed = 1 | 0o20000000 | (0o40000 if CompilationTarget.is_arm() else 0o200000)
            self.descriptor = external_call["open", Int32](folder.as_c_string_slice().unsafe_ptr(), Int32(unnamed), Int32(0o644))
            _ = folder^
        var own = self.partial()
        if self.descriptor < 0:
            self.has_name = True
            # O_WRONLY, O_CREAT, O_TRUNC
            self.descriptor = external_call["open", Int32](own.as_c_string_slice().unsafe_ptr(), Int32(1 | 64 | 512), Int32(0o644))
        var empty = alloc[UInt8](_header)
        for i in range(_header):
            empty[i] = 0
        self.write(empty, _header)
        empty.free()
        _ = own^
        _ = name^

    def partial(self) -> String:
        """The name of the file while it is not complete."""
        return String(self.path, ".", external_call["getpid", Int32]())

    def unmap(mut self):
        """Takes the mapping away."""
        if self.bytes > 0:
            _ = external_call["munmap", Int32](self.data, self.bytes)
        self.bytes = 0
        self.data = UnsafePointer[UInt8, MutAnyOrigin]()

    def write(mut self, data: UnsafePointer[UInt8, MutAnyOrigin], count: Int):
        """Adds to the file; gives it up if that fails.

        Args:
            data: The bytes.
            count: How many.
        """
        var done = 0
        while self.descriptor >= 0 and done < count:
            var written = external_call["write", Int](self.descriptor, data + done, count - done)
            if written <= 0:
                _ = external_call["close", Int32](self.descriptor)
                self.descriptor = -1
                self.discard()
                return
            done += written

    def discard(self):
        """Removes the file that was written, if it has a name."""
        if self.has_name:
            var own = self.partial()
            _ = external_call["unlink", Int32](own.as_c_string_slice().unsafe_ptr())
            _ = own^

    def has(self, bytes: Int) -> Bool:
        """Whether the next operand is in the file.

        Args:
            bytes: Its size.
        """
        return self.bytes > 0 and self.place + bytes <= self.bytes

    def take(mut self, bytes: Int) -> UnsafePointer[UInt8, MutAnyOrigin]:
        """The next operand of the file.

        Args:
            bytes: Its size.
        """
        var result = self.data + self.place
        self.place += _rounded(bytes)
        return result

    def keep(mut self, data: UnsafePointer[UInt8, MutAnyOrigin], bytes: Int):
        """Adds an operand to the file.

        Args:
            data: Its bytes.
            bytes: Its size.
        """
        self.write(data, bytes)
        var rest = _rounded(bytes) - bytes
        if rest > 0:
            var empty = alloc[UInt8](rest)
            for i in range(rest):
                empty[i] = 0
            self.write(empty, rest)
            empty.free()
        self.place += _rounded(bytes)

    def matrix[dtype: DType](mut self, view: MatrixView) -> PackedMatrix[dtype]:
        """A right operand of products.

        Parameters:
            dtype: The type in which products are added up.

        Args:
            view: The matrix.
        """
        comptime lanes = simd_width_of[dtype]()
        var bytes = view.rows * ((view.columns + lanes - 1) // lanes * lanes) * dtype.size_of()
        if self.has(bytes):
            return PackedMatrix[dtype](packed=self.take(bytes).bitcast[Scalar[dtype]](), rows=view.rows, columns=view.columns)
        var made = PackedMatrix[dtype](view)
        self.keep(made.data.bitcast[UInt8]().as_any_origin(), bytes)
        return made^

    def filter[dtype: DType](mut self, view: ImageView, *, groups: Int) -> PackedFilter[dtype]:
        """A filter of convolutions.

        Parameters:
            dtype: The type in which products are added up.

        Args:
            view: The filter.
            groups: Groups of channels.
        """
        comptime lanes = simd_width_of[dtype]()
        var vectors = (view.images // groups + lanes - 1) // lanes
        var bytes = groups * vectors * view.channels * view.height * view.width * lanes * dtype.size_of()
        if self.has(bytes):
            return PackedFilter[dtype](
                packed=self.take(bytes).bitcast[Scalar[dtype]](),
                out_channels=view.images,
                in_channels=view.channels,
                height=view.height,
                width=view.width,
                groups=groups,
            )
        var made = PackedFilter[dtype](view, groups=groups)
        self.keep(made.data.bitcast[UInt8]().as_any_origin(), bytes)
        return made^

    def winograd[dtype: DType](mut self, view: ImageView) -> WinogradFilter[dtype, 2]:
        """A filter of convolutions by minimal filtering.

        Parameters:
            dtype: The type in which products are added up.

        Args:
            view: The filter, 3 x 3.
        """
        comptime lanes = simd_width_of[dtype]()
        var outputs = (view.images + lanes - 1) // lanes * lanes
        var inputs = (view.channels + lanes - 1) // lanes * lanes
        var bytes = WinogradFilter[dtype, 2].pieces * outputs * inputs * dtype.size_of()
        if self.has(bytes):
            return WinogradFilter[dtype, 2](packed=self.take(bytes).bitcast[Scalar[dtype]](), out_channels=view.images, in_channels=view.channels)
        var made = WinogradFilter[dtype, 2](view)
        self.keep(made.packed.data.bitcast[UInt8]().as_any_origin(), bytes)
        return made^

    def depthwise[dtype: DType](mut self, view: ImageView) -> DepthwiseFilter[dtype]:
        """A filter with one input channel for each output channel.

        Parameters:
            dtype: The type in which products are added up.

        Args:
            view: The filter.
        """
        comptime lanes = simd_width_of[dtype]()
        var bytes = (view.images + lanes - 1) // lanes * lanes * view.height * view.width * dtype.size_of()
        if self.has(bytes):
            return DepthwiseFilter[dtype](packed=self.take(bytes).bitcast[Scalar[dtype]](), channels=view.images, height=view.height, width=view.width)
        var made = DepthwiseFilter[dtype](view)
        self.keep(made.data.bitcast[UInt8]().as_any_origin(), bytes)
        return made^

    def finish(mut self):
        """Completes a file that was written: from now on others find it."""
        if self.descriptor < 0:
            return
        var words = alloc[Int64](4)
        words[0] = _mark
        words[1] = Int64(self.state)
        words[2] = Int64(simd_width_of[DType.float32]())
        words[3] = Int64(self.place)
        var written = external_call["pwrite", Int](self.descriptor, words, 32, 0)
        words.free()
        var own = self.partial()
        if written == 32 and not self.has_name:
            var place = String("/proc/self/fd/", self.descriptor)
            _ = external_call["unlink", Int32](own.as_c_string_slice().unsafe_ptr())
            # Twice AT_FDCWD, and AT_SYMLINK_FOLLOW
            var failed = external_call["linkat", Int32](
                Int32(-100), place.as_c_string_slice().unsafe_ptr(), Int32(-100), own.as_c_string_slice().unsafe_ptr(), Int32(0x400)
            )
            self.has_name = failed == 0
            _ = place^
        _ = external_call["close", Int32](self.descriptor)
        self.descriptor = -1
        if written == 32 and self.has_name:
            _ = external_call["rename", Int32](own.as_c_string_slice().unsafe_ptr(), self.path.as_c_string_slice().unsafe_ptr())
        else:
            self.discard()
        _ = own^

    def __deinit__(deinit self):
        """Takes the mapping away."""
        if self.bytes > 0:
            _ = external_call["munmap", Int32](self.data, self.bytes)


def _folder_of(path: String) -> String:
    var bytes = path.as_bytes()
    for i in range(len(bytes) - 1, -1, -1):
        if bytes[i] == 47:
            return String(path[: i + 1])
    return "."


def _rounded(bytes: Int) -> Int:
    return (bytes + 63) // 64 * 64
