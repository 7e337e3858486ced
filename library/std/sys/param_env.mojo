"""What was defined on the command line with `-D NAME=value`. Everything here is known at compile time."""


def is_defined[name: StringLiteral]() -> Bool:
    """Whether a name was defined."""
    return Bool(raw=__op.is_defined[name]())


def env_get_string[name: StringLiteral]() -> StaticString:
    """The value of a name that must be defined."""
    comptime assert Bool(raw=__op.is_defined[name]()), "the name is not defined: give it with -D"
    return __op.define[name]().as_string_slice()


def env_get_string[name: StringLiteral, default: StringLiteral]() -> StaticString:
    comptime if __op.is_defined[name]():
        return __op.define[name]().as_string_slice()
    else:
        return default.as_string_slice()


def env_get_int[name: StringLiteral]() -> Int:
    """The value of a name as an integer."""
    comptime assert Bool(raw=__op.is_defined[name]()), "the name is not defined: give it with -D"
    return _to_int(__op.define[name]())


def env_get_int[name: StringLiteral, default: Int]() -> Int:
    comptime if __op.is_defined[name]():
        return _to_int(__op.define[name]())
    else:
        return default


def env_get_bool[name: StringLiteral]() -> Bool:
    """The value of a name as a truth value: `True`, `true`, `1`, `on`, or nothing mean true."""
    comptime assert Bool(raw=__op.is_defined[name]()), "the name is not defined: give it with -D"
    return _to_bool(__op.define[name]())


def env_get_bool[name: StringLiteral, default: Bool]() -> Bool:
    comptime if __op.is_defined[name]():
        return _to_bool(__op.define[name]())
    else:
        return default


def env_get_dtype[name: StringLiteral, default: DType]() -> DType:
    """The element type that a name's value names, such as `float32`."""
    comptime if __op.is_defined[name]():
        return _to_dtype(__op.define[name](), default)
    else:
        return default


def _to_int(text: StringLiteral) -> Int:
    try:
        return atol(text)
    except:
        abort("a value given with -D is not an integer: ", text)
    return 0


def _to_bool(text: StringLiteral) -> Bool:
    return text == "True" or text == "true" or text == "1" or text == "on" or text.length == 0


def _to_dtype(text: StringLiteral, default: DType) -> DType:
    if text == "float64":
        return DType.float64
    if text == "float32":
        return DType.float32
    if text == "float16":
        return DType.float16
    if text == "bfloat16":
        return DType.bfloat16
    if text == "int64":
        return DType.int64
    if text == "int32":
        return DType.int32
    if text == "int16":
        return DType.int16
    if text == "int8":
        return DType.int8
    if text == "uint8":
        return DType.uint8
    return default


