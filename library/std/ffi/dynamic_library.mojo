"""Shared libraries opened at run time: `OwnedDLHandle`, and the older `DLHandle` that is never closed by itself."""
from builtin.failure import abort


struct RTLD:
    """How `dlopen` binds symbols."""

    comptime LAZY = 1
    comptime NOW = 2
    comptime LOCAL = 0
    comptime GLOBAL = 256
    comptime NODELETE = 4096


comptime DEFAULT_RTLD = 2 | 256


struct DLHandle(Boolable, ImplicitlyCopyable, TrivialRegisterPassable):
    var handle: __type.pointer[UInt8]

    def __init__(out self, path: String, flags: Int = DEFAULT_RTLD):
        """Opens a library; ends the program if it cannot be."""
        self.handle = _open(path, flags)
        if not self:
            abort("dlopen failed: ", _last_error())

    def __init__(out self, *, raw: __type.pointer[UInt8]):
        self.handle = raw

    def __bool__(self) -> Bool:
        return Bool(raw=__op.ne(self.handle, __op.null[UInt8]()))

    def close(mut self):
        _ = __op.external["dlclose", __type.i32](self.handle)
        self.handle = __op.null[UInt8]()

    def check_symbol(self, name: String) -> Bool:
        """Whether there is a symbol of that name."""
        return Bool(raw=__op.ne(_symbol(self.handle, name), __op.null[UInt8]()))

    def get_function[result_type: AnyType](self, name: String) -> result_type:
        """A function of the library, as a value of a function type; ends the program if there is none."""
        var address = _symbol(self.handle, name)
        if __op.eq(address, __op.null[UInt8]()):
            abort("symbol not found: ", name)
        return __op.deref(__op.pointer_cast[result_type](__op.address_of(address)))

    def get_symbol[result_type: AnyType](self, name: StringSlice) -> UnsafePointer[result_type, MutableAnyOrigin]:
        """The address of a symbol, null if there is none."""
        return UnsafePointer[result_type, MutableAnyOrigin](
            __op.pointer_cast[result_type](_symbol(self.handle, String(name)))
        )


struct OwnedDLHandle(Movable):
    """A library that is closed with its handle."""

    var _handle: DLHandle

    def __init__(out self) raises:
        """The program itself and what it is linked with."""
        var handle = __op.external["dlopen", __type.pointer[UInt8]](__op.null[UInt8](), Int32(DEFAULT_RTLD).value)
        self._handle = DLHandle(raw=handle)

    def __init__(out self, path: String, flags: Int = DEFAULT_RTLD) raises:
        """Opens a library; raises if it cannot be."""
        var handle = _open(path, flags)
        if __op.eq(handle, __op.null[UInt8]()):
            raise Error("dlopen failed: ", _last_error())
        self._handle = DLHandle(raw=handle)

    def __deinit__(deinit self):
        self._handle.close()

    def borrow(self) -> DLHandle:
        return self._handle

    def check_symbol(self, name: String) -> Bool:
        return self._handle.check_symbol(name)

    def get_function[result_type: AnyType](self, name: String) -> result_type:
        return self._handle.get_function[result_type](name)

    def get_symbol[result_type: AnyType](self, name: StringSlice) -> Optional[UnsafePointer[result_type, MutableAnyOrigin]]:
        var found = self._handle.get_symbol[result_type](name)
        if not found:
            return None
        return found


def _open(path: String, flags: Int) -> __type.pointer[UInt8]:
    var name = path
    var result = __op.external["dlopen", __type.pointer[UInt8]](name._terminated(), Int32(flags).value)
    _ = name^
    return result


def _symbol(handle: __type.pointer[UInt8], name: String) -> __type.pointer[UInt8]:
    var text = name
    var result = __op.external["dlsym", __type.pointer[UInt8]](handle, text._terminated())
    _ = text^
    return result


def _last_error() -> String:
    var message = __op.external["dlerror", __type.pointer[UInt8]]()
    if __op.eq(message, __op.null[UInt8]()):
        return String("unknown error")
    return String(StaticString(unsafe_from_utf8_ptr=UnsafePointer[UInt8, StaticConstantOrigin](message)))
