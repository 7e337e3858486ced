"""Reflection by free functions, as before 1.0."""


def struct_field_count[T: AnyType]() -> Int:
    return Int(raw=__op.field_count[T]())


def struct_field_names[T: AnyType]() -> List[StaticString]:
    return reflect[T]().field_names()


@always_inline
def struct_field_ref[index: Int, T: AnyType](ref value: T) -> ref [origin_of(value)] __type.field_type[T, index]:
    return __op.field_ref[index](value)


def is_struct_type[T: AnyType]() -> Bool:
    return Int(raw=__op.field_count[T]()) >= 0


def get_type_name[T: AnyType, *, qualified_builtins: Bool = False]() -> StaticString:
    return __op.type_name[T]().as_string_slice()


def get_base_type_name[T: AnyType]() -> StaticString:
    return reflect[T]().base_name()


def get_function_name[F: AnyType, //, function: F]() -> StaticString:
    return __op.function_name[function]().as_string_slice()


def get_linkage_name[F: AnyType, //, function: F]() -> StaticString:
    return __op.function_name[function]().as_string_slice()
