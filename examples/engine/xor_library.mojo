"""The model in libxor.so from Mojo. Usage: mojo xor_library.mojo LIBRARY WEIGHTS."""
from ffi import OwnedDLHandle
from memory import UnsafePointer
from sys import argv

comptime words_of_tensor = 16
"""Data, rank, bytes of the block, one free, 12 sizes."""

comptime Words = UnsafePointer[Int64, MutAnyOrigin]
comptime Bytes = UnsafePointer[UInt8, MutAnyOrigin]


struct Library:
    """The functions of a model's library. Objects are addresses here, and texts are errors."""

    var handle: OwnedDLHandle
    var open: def(Bytes, Words) thin -> Bytes
    var run: def(Int, Int, Words, Words) thin -> Bytes
    var close: def(Int) thin -> None
    var new_memory: def(Int) thin -> Int
    var give: def(Int, Int, Int) thin -> None
    var close_memory: def(Int) thin -> None
    var close_text: def(Bytes) thin -> None

    def __init__(out self, path: String) raises:
        self.handle = OwnedDLHandle(path)
        self.open = self.handle.get_function[def(Bytes, Words) thin -> Bytes]("model_open")
        self.run = self.handle.get_function[def(Int, Int, Words, Words) thin -> Bytes]("model_run")
        self.close = self.handle.get_function[def(Int) thin -> None]("model_close")
        self.new_memory = self.handle.get_function[def(Int) thin -> Int]("memory_open")
        self.give = self.handle.get_function[def(Int, Int, Int) thin -> None]("memory_give")
        self.close_memory = self.handle.get_function[def(Int) thin -> None]("memory_close")
        self.close_text = self.handle.get_function[def(Bytes) thin -> None]("text_close")

    def check(self, error: Bytes) raises:
        if not error:
            return
        var text = String(unsafe_from_utf8_ptr=error)
        self.close_text(error)
        raise Error(text)


def main() raises:
    var words = argv()
    var library = Library(String(words[1]))
    var weights = String(words[2])
    var model = Int64(0)
    library.check(library.open(weights.as_c_string_slice().unsafe_ptr().bitcast[UInt8](), Words(to=model)))
    var memory = library.new_memory(1)

    var x: List[Float32] = [0, 0, 0, 1, 1, 0, 1, 1]
    var input = List[Int64](length=words_of_tensor, fill=0)
    var output = List[Int64](length=words_of_tensor, fill=0)
    input[0] = Int64(Int(x.unsafe_ptr()))
    input[1] = 2
    input[4] = 4
    input[5] = 2
    library.check(library.run(Int(model), memory, input.unsafe_ptr(), output.unsafe_ptr()))
    var y = UnsafePointer[Float32, MutAnyOrigin](unsafe_from_address=Int(output[0]))
    for row in range(Int(output[4])):
        print(Int(x[2 * row]), "xor", Int(x[2 * row + 1]), "=", Int(y[row]))
    if output[2] != 0:
        library.give(memory, Int(output[0]), Int(output[2]))

    library.close_memory(memory)
    library.close(Int(model))
