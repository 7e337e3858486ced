"""Writing a value of any type: by the newest way it knows.

`write_to` (`Writable`), else `__str__` (2023), else `format_to` (2024), else `__repr__`. A type with none of these is an error at compile time.
"""


@always_inline
def write_any[W: Writer, T: AnyType](mut writer: W, value: T):
    """As `print` shows it."""
    comptime if __op.has_member[T, "write_to"]():
        value.write_to(writer)
    elif __op.has_member[T, "__str__"]():
        writer.write_string(value.__str__())
    elif __op.has_member[T, "format_to"]():
        var text = String()
        value.format_to(text)
        writer.write_string(text)
    elif __op.has_member[T, "__repr__"]():
        writer.write_string(value.__repr__())
    else:
        comptime assert False, "a value of this type cannot be written as text: it is not `Writable`"


def write_repr_any[W: Writer, dtype: DType](mut writer: W, value: Scalar[dtype]):
    """Numbers in containers are shown as they are."""
    value.write_to(writer)


def write_repr_any[W: Writer, T: AnyType](mut writer: W, value: T):
    """As `repr` shows it, which is how containers show their elements."""
    comptime if __op.has_member[T, "write_repr_to"]():
        value.write_repr_to(writer)
    elif __op.has_member[T, "__repr__"]():
        writer.write_string(value.__repr__())
    else:
        write_any(writer, value)


def can_write[T: AnyType]() -> Bool:
    """Whether values of a type can be written as text."""
    return Bool(
        raw=__op.or_(
            __op.or_(__op.has_member[T, "write_to"](), __op.has_member[T, "__str__"]()),
            __op.or_(__op.has_member[T, "format_to"](), __op.has_member[T, "__repr__"]()),
        )
    )
