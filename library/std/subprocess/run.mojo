"""`run`: the output of a shell command."""
from ffi.external import errno_text
from io.output import flush_output


@__cold
def run(cmd: String) raises -> String:
    """Runs a command in the shell and gives what it printed, without white space at the end; raises if it cannot start."""
    flush_output()
    var text = cmd
    var mode = String("r")
    var pipe = __op.external["popen", __type.pointer[UInt8]](text._terminated(), mode._terminated())
    _ = text^
    _ = mode^
    if __op.eq(pipe, __op.null[UInt8]()):
        raise Error("unable to run the command `", cmd, "`: ", errno_text())
    var result = String()
    var buffer = __op.stack_allocate[UInt8](Int(4096).value)
    while True:
        var count = Int(raw=__op.external["fread", __type.index](buffer, Int(1).value, Int(4096).value, pipe))
        if count <= 0:
            break
        result.write_string(StaticString(unsafe_data=buffer, length=count))
    _ = __op.external["pclose", __type.i32](pipe)
    return result.rstrip()
