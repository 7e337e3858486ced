"""`Command`: a compiled model as a program of its own: reads inputs from NumPy's files, writes outputs to such files.

The files' form is that of NumPy's `numpy.lib.format`, versions 1 to 3, little-endian and in row-major order.
"""

from memory import UnsafePointer, alloc
from os import makedirs
from pathlib import Path
from sys import argv

from .interface import Arguments, words_of_argument


@fieldwise_init
struct Port(Copyable, Movable):
    """An input or output of a model."""

    var name: String
    """What the model calls it."""
    var descriptor: String
    """Its type as NumPy writes it, with the bytes of an element at the end: `<f4`."""
    var rank: Int
    """Number of dimensions."""

    def bytes(self) -> Int:
        """Bytes of an element."""
        return Int(self.descriptor.as_bytes()[2]) - 48


struct Command(Movable):
    """The words of the command line, and the tensors that they name."""

    var weights: String
    """The file of weights."""
    var threads: Int
    """Most threads to use."""
    var folder: String
    """Where outputs are written; empty: nowhere."""
    var inputs: List[Port]
    """The model's inputs."""
    var outputs: List[Port]
    """The model's outputs."""
    var given: UnsafePointer[Int64, MutAnyOrigin]
    """Words of the inputs."""
    var results: UnsafePointer[Int64, MutAnyOrigin]
    """Words of the outputs."""
    var files: List[List[UInt8]]
    """What was read; inputs lie in it."""

    def __init__(out self, weights: String, var inputs: List[Port], var outputs: List[Port]) raises:
        """Reads the command line: `[--weights FILE] [--threads N] [--output FOLDER] NAME=FILE.npy ...`.

        Args:
            weights: The file of weights if none is named.
            inputs: The model's inputs.
            outputs: The model's outputs.
        """
        self.weights = weights
        self.threads = 1
        self.folder = ""
        self.files = List[List[UInt8]]()
        self.given = alloc[Int64](max(1, len(inputs)) * words_of_argument)
        self.results = alloc[Int64](max(1, len(outputs)) * words_of_argument)
        self.inputs = inputs^
        self.outputs = outputs^
        var paths = List[String]()
        for _ in range(len(self.inputs)):
            paths.append("")
        var words = argv()
        var at = 1
        while at < len(words):
            var word = String(words[at])
            if word == "--weights" or word == "--threads" or word == "--output":
                at += 1
                if at == len(words):
                    raise Error(word, " needs a value")
                if word == "--weights":
                    self.weights = String(words[at])
                elif word == "--threads":
                    self.threads = Int(String(words[at]))
                else:
                    self.folder = String(words[at])
            else:
                var equals = word.find("=")
                var found = False
                for i in range(len(self.inputs)):
                    if equals > 0 and word[:equals] == self.inputs[i].name:
                        paths[i] = String(word[equals + 1 :])
                        found = True
                if not found:
                    raise Error("no input is meant by ", word, ": write NAME=FILE.npy")
            at += 1
        for i in range(len(self.inputs)):
            if paths[i] == "":
                raise Error("input ", self.inputs[i].name, " is missing: add ", self.inputs[i].name, "=FILE.npy")
            self.read(i, paths[i])

    def read(mut self, at: Int, path: String) raises:
        """Reads an input.

        Args:
            at: Which.
            path: Its file.
        """
        var bytes = Path(path).read_bytes()
        if len(bytes) < 12 or bytes[0] != 0x93 or bytes[1] != 0x4E or bytes[2] != 0x55:
            raise Error(path, " is not a .npy file")
        var long = bytes[6] >= 2
        var length = Int(bytes[8]) + 256 * Int(bytes[9])
        if long:
            length += 65536 * Int(bytes[10]) + 16777216 * Int(bytes[11])
        var start = (12 if long else 10) + length
        if start > len(bytes):
            raise Error(path, " ends within its header")
        var header = String()
        for i in range(12 if long else 10, start):
            header.append_byte(bytes[i])
        var port = self.inputs[at].copy()
        if header.find("'" + port.descriptor + "'") < 0:
            raise Error(path, ": input ", port.name, " needs elements of type ", port.descriptor, ", but the file says ", header)
        if header.find("'fortran_order': True") >= 0:
            raise Error(path, " is in column-major order; write it with numpy.ascontiguousarray")
        var words = self.given + at * words_of_argument
        var rank = 0
        var count = 1
        var place = header.find("(") + 1
        var number = -1
        while place < len(header) and rank < 12:
            var letter = Int(header.as_bytes()[place])
            if letter >= 48 and letter <= 57:
                number = max(number, 0) * 10 + letter - 48
            elif number >= 0:
                words[4 + rank] = Int64(number)
                count *= number
                rank += 1
                number = -1
            if letter == 41:
                break
            place += 1
        if len(bytes) - start < count * port.bytes():
            raise Error(path, " is too short for its shape")
        words[1] = Int64(rank)
        words[2] = 0
        # Elements begin at a multiple of 64 within the file, and are moved where the memory does not
        var elements = alloc[UInt8](max(1, count * port.bytes()), alignment=64)
        for i in range(count * port.bytes()):
            elements[i] = bytes[start + i]
        words[0] = Int64(Int(elements))

    def finish(self) raises:
        """Says what the outputs are, and writes them to files if a folder was named, which is made if it is not there."""
        if self.folder != "":
            makedirs(self.folder, exist_ok=True)
        for i in range(len(self.outputs)):
            ref port = self.outputs[i]
            var words = self.results + i * words_of_argument
            var shape = String("(")
            var count = 1
            for d in range(port.rank):
                shape += (", " if d > 0 else "") + String(words[4 + d])
                count *= Int(words[4 + d])
            shape += ",)" if port.rank == 1 else ")"
            print(port.name, port.descriptor, shape)
            if self.folder == "":
                continue
            var header = String("{'descr': '", port.descriptor, "', 'fortran_order': False, 'shape': ", shape, ", }")
            while (11 + len(header)) % 64 != 0:
                header += " "
            header += "\n"
            var bytes = List[UInt8]()
            for each in [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, len(header) % 256, len(header) // 256]:
                bytes.append(UInt8(each))
            for each in header.as_bytes():
                bytes.append(each)
            var data = UnsafePointer[UInt8, MutAnyOrigin](unsafe_from_address=Int(words[0]))
            for k in range(count * port.bytes()):
                bytes.append(data[k])
            Path(self.folder).joinpath(port.name.replace("/", "_") + ".npy").write_bytes(bytes)
