"""`input`: a line from standard input.

Reading is buffered here; whoever else reads descriptor 0 misses what is in the buffer.
"""
from io.output import flush_output
from memory.raw import raw_allocate_bytes, raw_byte, raw_find_byte

comptime BUFFER_SIZE: Int = 65536


struct InputState:
    var data: __type.pointer[UInt8]
    var next: Int
    var end: Int

    @always_inline
    def __init__(out self):
        self.data = __op.null[UInt8]()
        self.next = 0
        self.end = 0


var input_state: InputState = InputState()


def input[T: Writable](prompt: T) raises -> String:
    """Shows a prompt and reads a line."""
    print(prompt, end="")
    return input()


def input() raises -> String:
    """Reads a line, without its end; raises at the end of the input."""
    flush_output()
    var line = String()
    var found_any = False
    while True:
        if input_state.next == input_state.end and not refill_input():
            if found_any:
                return line^
            raise Error("EOF")
        found_any = True
        var start = __op.offset(input_state.data, input_state.next.value)
        var left = input_state.end - input_state.next
        var at = raw_find_byte(start, left, UInt8(10))
        if at >= 0:
            line.write_string(StaticString(unsafe_data=start, length=at))
            input_state.next += at + 1
            return line.removesuffix("\r")
        line.write_string(StaticString(unsafe_data=start, length=left))
        input_state.next = input_state.end


def refill_input() -> Bool:
    """Reads more; False at the end."""
    if input_state.end == 0:
        input_state.data = raw_allocate_bytes(BUFFER_SIZE)
    var count = Int(
        raw=__op.external["read", __type.index](Int32(0).value, input_state.data, BUFFER_SIZE.value)
    )
    input_state.next = 0
    input_state.end = max(count, 0)
    return count > 0
