"""`AddressSpace`: which memory of a device a pointer means. On a CPU there is only the generic one."""


struct AddressSpace(Equatable, TrivialRegisterPassable, Writable):
    var value: Int

    comptime GENERIC = AddressSpace(0)
    comptime GLOBAL = AddressSpace(1)
    comptime SHARED = AddressSpace(3)
    comptime CONSTANT = AddressSpace(4)
    comptime LOCAL = AddressSpace(5)

    @always_inline
    def __init__(out self, value: Int):
        self.value = value

    @always_inline
    def __eq__(self, other: Self) -> Bool:
        return self.value == other.value

    @always_inline
    def __is__(self, other: Self) -> Bool:
        return self.value == other.value

    @always_inline
    def __int__(self) -> Int:
        return self.value

    def write_to[W: Writer](self, mut writer: W):
        writer.write("AddressSpace(", self.value, ")")


comptime _GPUAddressSpace = AddressSpace
