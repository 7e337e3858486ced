# test: run
# modes: O0 O3 (the interpreter does no input or output)
from tempfile import TemporaryDirectory


def main() raises:
    with TemporaryDirectory() as folder:
        var path = folder + "/notes.txt"
        with open(path, "w") as file:
            file.write("first line\n", 2, " ", 3.5, "\n")
            file.write_string("last")
        with open(path, "r") as file:
            print(file.read())
        # prints: first line
        # prints: 2 3.5
        # prints: last
        with open(path, "a") as file:
            file.write("!")
        with open(path, "r") as file:
            print(file.read(5), file.tell(), repr(file.read(7)))  # prints: first 5 ' line\n2'
            _ = file.seek(UInt64(6))
            print(file.read(4))  # prints: line
            _ = file.seek(UInt64(0))
            var bytes = file.read_bytes()
            print(len(bytes), bytes[0], len(file.read()))  # prints: 22 102 0
        for mode in ["r", "q"]:
            try:
                _ = open("/nowhere/at/all", mode)
            except error:
                print(error)
        # prints: cannot open file '/nowhere/at/all': No such file or directory
        # prints: invalid mode: "q". Can only be one of: {"r", "w", "rw", "a"}
        var large = String("0123456789") * 30000
        with open(path, "w") as file:
            file.write(large)
        with open(path, "r") as file:
            print(file.read() == large)  # prints: True
