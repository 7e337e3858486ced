"""What runs before `main` and after it. The compiler calls these two functions around the program's `main`."""
from io.output import finish_output


struct ProgramArguments:
    """What the system passed to the program."""

    var count: Int32
    var values: __type.pointer[__type.pointer[UInt8]]

    @always_inline
    def __init__(out self):
        self.count = 0
        self.values = __op.null[__type.pointer[UInt8]]()


var program_arguments: ProgramArguments = ProgramArguments()


def __mojo_start(argc: Int32, argv: __type.pointer[__type.pointer[UInt8]]):
    program_arguments.count = argc
    program_arguments.values = argv


def __mojo_finish():
    finish_output()
