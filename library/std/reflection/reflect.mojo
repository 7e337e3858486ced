"""`Reflected[T]`: the handle that `reflect[T]()` gives."""


@always_inline
def reflect[T: AnyType]() -> Reflected[T]:
    """Facts about a type."""
    return Reflected[T]()


struct Reflected[type: AnyType](TrivialRegisterPassable):
    comptime T = Self.type

    @always_inline
    def __init__(out self):
        pass

    @staticmethod
    def name[*, qualified_builtins: Bool = False]() -> StaticString:
        """The type as it is written: `List[Int]`."""
        return __op.type_name[Self.type]().as_string_slice()

    @staticmethod
    def base_name() -> StaticString:
        """The type without its parameters: `List`."""
        var full = __op.type_name[Self.type]().as_string_slice()
        var bracket = full.find("[")
        return full if bracket < 0 else full._slice(0, bracket)

    @staticmethod
    def is_struct() -> Bool:
        return Int(raw=__op.field_count[Self.type]()) >= 0

    @staticmethod
    def field_count() -> Int:
        return Int(raw=__op.field_count[Self.type]())

    @staticmethod
    def field_names() -> List[StaticString]:
        """The names of the fields, in order."""
        var result = List[StaticString]()
        comptime for i in range(Int(raw=__op.field_count[Self.type]())):
            result.append(__op.field_name[Self.type, i]().as_string_slice())
        return result^

    @staticmethod
    def field_index[name: StringLiteral]() -> Int:
        """The position of a field, which must exist."""
        comptime for i in range(Int(raw=__op.field_count[Self.type]())):
            comptime if __op.field_name[Self.type, i]() == name:
                return i
        return -1

    @staticmethod
    def field_type[name: StringLiteral]() -> Reflected[__type.field_type[Self.type, Self.field_index[name]()]]:
        """The handle of a field's type."""
        return Reflected[__type.field_type[Self.type, Self.field_index[name]()]]()

    @staticmethod
    def field_offset[*, index: Int]() -> Int:
        """Bytes before a field."""
        var value = __op.uninitialized[Self.type]()
        var distance = Int(raw=__op.pointer_to_int(__op.address_of(__op.field_ref[index](value)))) - Int(
            raw=__op.pointer_to_int(__op.address_of(value))
        )
        __op.mark_uninitialized(value)
        return distance

    @staticmethod
    def field_offset[*, name: StringLiteral]() -> Int:
        return Self.field_offset[index = Self.field_index[name]()]()

    @staticmethod
    @always_inline
    def field_ref[index: Int](ref value: Self.type) -> ref [origin_of(value)] __type.field_type[Self.type, index]:
        """Field `index` of a value."""
        return __op.field_ref[index](value)
