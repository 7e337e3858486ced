"""`argv`: the words of the command that started the program."""
from startup import program_arguments


def argv() -> List[StaticString]:
    """The program's name and its arguments."""
    var result = List[StaticString]()
    for i in range(Int(program_arguments.count)):
        var pointer = UnsafePointer[UInt8, StaticConstantOrigin](
            __op.load(__op.offset(program_arguments.values, i.value))
        )
        result.append(StaticString(unsafe_from_utf8_ptr=pointer))
    return result^
