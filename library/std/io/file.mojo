"""Files: `open` and `FileHandle`.

In: a path and a mode as Python's (`r`, `w`, `a`, `rw`, with `b` or `+`). Out: bytes and text; errors tell the path and the system's reason.
A handle closes its file when it dies. Nothing is buffered here.
"""
from ffi.external import errno_text

comptime SEEK_SET: Int = 0
comptime SEEK_CUR: Int = 1
comptime SEEK_END: Int = 2

comptime O_WRONLY: Int = 1
comptime O_RDWR: Int = 2
comptime O_CREAT: Int = 0o100
comptime O_EXCL: Int = 0o200
comptime O_TRUNC: Int = 0o1000
comptime O_APPEND: Int = 0o2000
comptime O_CLOEXEC: Int = 0o2000000


def open[PathType: PathLike](path: PathType, mode: StringSlice = "r") raises -> FileHandle:
    """Opens a file; raises if that is impossible."""
    return FileHandle(path.__fspath__(), mode)


def open(path: StringSlice, mode: StringSlice = "r") raises -> FileHandle:
    return FileHandle(String(path), mode)


def _flags_of(mode: StringSlice) raises -> Int:
    var letters = String(mode).replace("b", "").replace("t", "")
    if letters == "r":
        return 0
    if letters == "w":
        return O_WRONLY | O_CREAT | O_TRUNC
    if letters == "a":
        return O_WRONLY | O_CREAT | O_APPEND
    if letters == "x":
        return O_WRONLY | O_CREAT | O_EXCL
    if letters == "rw":
        return O_RDWR | O_CREAT
    if letters == "r+":
        return O_RDWR
    if letters == "w+":
        return O_RDWR | O_CREAT | O_TRUNC
    if letters == "a+":
        return O_RDWR | O_CREAT | O_APPEND
    raise Error('invalid mode: "', mode, '". Can only be one of: {"r", "w", "rw", "a"}')


struct FileHandle(Defaultable, Movable, Writer):
    """An open file, or none (descriptor -1)."""

    var descriptor: Int
    var path: String

    def __init__(out self):
        self.descriptor = -1
        self.path = String()

    def __init__(out self, path: String, mode: StringSlice) raises:
        var flags = _flags_of(mode) | O_CLOEXEC
        var name = path
        var descriptor = Int(
            Int32(
                raw=__op.external["open", __type.i32, variadic_after=2](
                    name._terminated(), Int32(flags).value, Int32(0o666).value
                )
            )
        )
        if descriptor < 0:
            raise Error("cannot open file '", path, "': ", errno_text())
        self.descriptor = descriptor
        self.path = name^

    def __init__(out self, *, deinit move: Self):
        self.descriptor = move.descriptor
        self.path = move.path^

    def __deinit__(deinit self):
        if self.descriptor >= 0:
            _ = __op.external["close", __type.i32](Int32(self.descriptor).value)

    def close(mut self) raises:
        """Closes the file; raises if the system could not write everything."""
        if self.descriptor < 0:
            return
        var result = Int32(raw=__op.external["close", __type.i32](Int32(self.descriptor).value))
        self.descriptor = -1
        if result != 0:
            raise Error("cannot close file '", self.path, "': ", errno_text())

    def __enter__(var self) -> Self:
        return self^

    def _check_open(self) raises:
        if self.descriptor < 0:
            raise Error("invalid file handle")

    # Reading

    def read(self, size: Int = -1) raises -> String:
        """The next `size` bytes as text; all that are left if `size` is negative."""
        var result = String()
        var left = size
        while left != 0:
            var length = result.byte_length()
            var chunk = 1 << 16 if left < 0 else min(left, 1 << 20)
            if left < 0 and length > chunk:
                chunk = length
            var data = result._prepare(length + chunk)
            var count = self._read_into(__op.offset(data, length.value), chunk)
            result._set_length(length + count)
            if count == 0:
                break
            if left > 0:
                left -= count
        return result^

    def read_bytes(self, size: Int = -1) raises -> List[UInt8]:
        """The next `size` bytes; all that are left if `size` is negative."""
        var result = List[UInt8]()
        var left = size
        if size < 0 or size > 1 << 16:
            # One byte more than there is, so that the end is seen without room for another chunk.
            var known = self._size_left() + 1
            result.reserve(known if size < 0 else min(size, known))
        while left != 0:
            var length = len(result)
            var chunk = max(1 << 16, length) if left < 0 else min(left, 1 << 20)
            if length < result.capacity:
                chunk = result.capacity - length if left < 0 else min(left, result.capacity - length)
            result.reserve(length + chunk)
            var count = self._read_into(__op.offset(result.data.address, length.value), chunk)
            result.size = length + count
            if count == 0:
                break
            if left > 0:
                left -= count
        return result^

    def read[dtype: DType](self, ptr: UnsafePointer[Scalar[dtype], _], size: Int = -1) raises -> Int:
        """Reads up to `size` scalars to a place in memory; returns how many."""
        var wanted = size * dtype.size_of()
        var done = 0
        while done < wanted:
            var count = self._read_into(__op.offset(__op.pointer_cast[UInt8](ptr.address), done.value), wanted - done)
            if count == 0:
                break
            done += count
        return done // dtype.size_of()

    def read[dtype: DType](self, buffer: Span[Scalar[dtype], _]) raises -> Int:
        """Fills a span as far as there is input; returns the number of bytes."""
        return self.read(buffer.unsafe_ptr(), len(buffer)) * dtype.size_of()

    def _size_left(self) -> Int:
        """Bytes from here to the end of the file, 0 where that cannot be told (a pipe, a device)."""
        var start = self._offset_after_seek(0, SEEK_CUR)
        var end = self._offset_after_seek(0, SEEK_END)
        if start < 0 or end < start:
            return 0
        _ = self._offset_after_seek(start, SEEK_SET)
        return end - start

    def _read_into(self, data: __type.pointer[UInt8], size: Int) raises -> Int:
        self._check_open()
        var count = Int(raw=__op.external["read", __type.index](Int32(self.descriptor).value, data, size.value))
        if count < 0:
            raise Error("cannot read file '", self.path, "': ", errno_text())
        return count

    # Writing

    def write[*Ts: AnyType](mut self, *args: *Ts):
        """Writes the arguments as text."""
        var text = String(*args)
        self.write_string(text)

    def write_string(mut self, text: StringSlice):
        _ = self._write(text._data, text._length)

    def write_bytes(mut self, bytes: Span[UInt8, _]):
        _ = self._write(bytes._data, len(bytes))

    def write_all(mut self, bytes: Span[UInt8, _]) raises:
        """Writes all bytes; raises if the system cannot."""
        self._check_open()
        if not self._write(bytes._data, len(bytes)):
            raise Error("cannot write file '", self.path, "': ", errno_text())

    def _write(self, data: __type.pointer[UInt8], size: Int) -> Bool:
        var done = 0
        while done < size:
            var count = Int(
                raw=__op.external["write", __type.index](
                    Int32(self.descriptor).value, __op.offset(data, done.value), (size - done).value
                )
            )
            if count <= 0:
                return False
            done += count
        return True

    # Position

    def seek(self, offset: UInt64, whence: UInt8 = 0) raises -> UInt64:
        """Moves to a byte: from the start (0), from here (1), from the end (2). Returns the new position."""
        return UInt64(self._seek(Int(offset), Int(whence)))

    def seek(self, offset: Int, whence: Int) raises -> UInt64:
        return UInt64(self._seek(offset, whence))

    def tell(self) raises -> Int:
        return self._seek(0, SEEK_CUR)

    def _seek(self, offset: Int, whence: Int) raises -> Int:
        self._check_open()
        var position = self._offset_after_seek(offset, whence)
        if position < 0:
            raise Error("cannot seek in file '", self.path, "': ", errno_text())
        return position

    def _offset_after_seek(self, offset: Int, whence: Int) -> Int:
        return Int(
            raw=__op.external["lseek", __type.index](Int32(self.descriptor).value, offset.value, Int32(whence).value)
        )

    def flush(self):
        pass

    def fileno(self) -> Int:
        return self.descriptor

    def _get_raw_fd(self) -> Int:
        return self.descriptor
