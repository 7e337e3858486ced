# test: run
# modes: O0 O3 (files of the system)
import io
import sys

PATH = "/tmp/salamander-golden-io.txt"


def attempt(action):
    try:
        print(repr(action()))
    except (OSError, ValueError, TypeError) as error:
        print(type(error).__name__, error)


# Text files.
with open(PATH, "w") as file:
    print(file.write("one\ntwo\r\nthré\rfour"), file.name == PATH, file.mode, file.closed, file.writable(), file.readable())
    print("printed", 1, file=file)
    file.writelines(["five\n", "six"])
print(file.closed)
with open(PATH) as file:
    print(file.readline(), file.read(2), file.tell(), file.readlines())
    file.seek(0)
    print([line for line in file], repr(file.read()))
print(repr(open(PATH, newline="").readlines()))
print(repr(open(PATH, newline="\n").read(12)), repr(open(PATH, newline="\r").readline()))
with open(PATH, "a+", encoding="latin-1") as file:
    file.write("é")
    file.seek(0)
    print(len(file.read()), file.encoding)

# Binary files.
with open(PATH, "wb") as file:
    print(file.write(b"0123456789"), file.write(bytearray(b"abc")), file.write(memoryview(b"...x")[3:]), file.tell())
with open(PATH, "rb+") as file:
    print(file.read(3), file.tell(), file.seek(-2, 1), file.read(1), file.write(b"XY"), file.seek(0), file.read())
    buffer = bytearray(4)
    print(file.seek(2), file.readinto(buffer), buffer, file.truncate(5), file.seek(0, 2), file.seekable())
with open(PATH, "rb", buffering=0) as file:
    print(type(file).__name__, file.read(2), file.readall(), file.fileno() > 2)
for size in 100, 8191, 8192, 8193, 20000:
    with open(PATH, "wb") as file:
        for i in range(3):
            file.write(bytes([65 + i]) * size)
    with open(PATH, "rb") as file:
        print(len(file.read(size)), file.read(2 * size) == b"B" * size + b"C" * size, file.read(1))

# In memory.
b = io.BytesIO(b"ab\ncd")
print(b.read(1), b.readline(), b.tell(), b.read(), b.read(), b.write(b"!"), b.getvalue(), b.seek(8), b.write(b"?"), b.getvalue())
b.seek(1)
b.write(b"--")
view = b.getbuffer()
view[0] = 90
del view
print(b.getvalue(), b.truncate(2), b.getvalue(), list(io.BytesIO(b"1\n2\n")), io.BytesIO().read())
s = io.StringIO("añb\nc\r\nd")
print(s.read(2), s.tell(), s.readline(), s.readlines(), repr(s.read()))
s.seek(1)
print(s.write("xyz"), repr(s.getvalue()), s.tell(), s.seek(0, 2), s.write("end"), s.truncate(4), repr(s.getvalue()))
s = io.StringIO(newline=None)
s.write("a\r\nb\rc\n")
print(repr(s.getvalue()))
with io.StringIO() as s:
    print("to", "text", sep="-", file=s)
    text = s.getvalue()
print(text, s.closed)
attempt(lambda: s.write("x"))
wrapper = io.TextIOWrapper(io.BytesIO(b"caf\xc3\xa9\n2"), encoding="utf-8")
print(wrapper.readline(), wrapper.read(), io.BufferedReader(io.BytesIO(b"12345")).read(3))


# Classes of a program.
class Upper(io.TextIOBase):
    def write(self, text):
        sys.stdout.write(text.upper())
        return len(text)


print("by a class", file=Upper())


class Counting(io.RawIOBase):
    left = 3

    def readinto(self, buffer):
        count = min(len(buffer), self.left)
        buffer[:count] = b"c" * count
        self.left -= count
        return count


print(Counting().read(), Counting().read(2), Counting().readable(), isinstance(Counting(), io.IOBase))

# Standard output.
sys.stdout.write("standard\n")
sys.stdout.buffer.write(b"bytes\n")
print(sys.stdout.fileno(), sys.stdin.fileno(), sys.stderr.writable(), sys.stdout.encoding)
kept = sys.stdout
sys.stdout = io.StringIO()
print("kept away")
caught, sys.stdout = sys.stdout.getvalue(), kept
print(repr(caught))

# Errors.
attempt(lambda: open("/nonexistent/file"))
attempt(lambda: open("/", "w"))
attempt(lambda: open("/tmp"))
attempt(lambda: open(PATH, "x"))
attempt(lambda: open(PATH, "q"))
attempt(lambda: open(PATH, "rw"))
attempt(lambda: open(PATH, "rbt"))
attempt(lambda: open(PATH, "rb", encoding="utf-8"))
attempt(lambda: open(PATH, 3))
attempt(lambda: open(PATH, "w").read())
attempt(lambda: open(PATH).write("x"))
attempt(lambda: open(PATH, "wb").write("x"))
attempt(lambda: open(PATH, "w").write(b"x"))
attempt(lambda: io.StringIO(b"x"))
attempt(lambda: io.BytesIO("x"))
attempt(lambda: io.IOBase().seek(0))
try:
    open("/nonexistent/file")
except FileNotFoundError as error:
    print(error.errno, error.filename, error.strerror)
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError))

open(PATH, "w").close()

# output:
# 18 True w False True False
# True
# one
#  tw 6 ['o\n', 'thré\n', 'fourprinted 1\n', 'five\n', 'six']
# ['one\n', 'two\n', 'thré\n', 'fourprinted 1\n', 'five\n', 'six'] ''
# ['one\n', 'two\r\n', 'thré\r', 'fourprinted 1\n', 'five\n', 'six']
# 'one\ntwo\r\nthr' 'one\ntwo\r'
# 37 latin-1
# 10 3 1 14
# b'012' 3 1 b'1' 2 0 b'01XY456789abcx'
# 2 4 bytearray(b'XY45') 5 5 True
# FileIO b'01' b'XY4' True
# 100 True b''
# 8191 True b''
# 8192 True b''
# 8193 True b''
# 20000 True b''
# b'a' b'b\n' 3 b'cd' b'' 1 b'ab\ncd!' 8 1 b'ab\ncd!\x00\x00?'
# b'Z--cd!\x00\x00?' 2 b'Z-' [b'1\n', b'2\n'] b''
# añ 2 b
#  ['c\r\n', 'd'] ''
# 3 'axyzc\r\nd' 4 8 3 4 'axyz'
# 'a\nb\nc\n'
# to-text
#  True
# ValueError I/O operation on closed file
# café
#  2 b'123'
# BY A CLASS
# b'ccc' b'cc' False True
# standard
# bytes
# 1 0 True utf-8
# 'kept away\n'
# FileNotFoundError [Errno 2] No such file or directory: '/nonexistent/file'
# IsADirectoryError [Errno 21] Is a directory: '/'
# IsADirectoryError [Errno 21] Is a directory: '/tmp'
# FileExistsError [Errno 17] File exists: '/tmp/salamander-golden-io.txt'
# ValueError invalid mode: 'q'
# ValueError must have exactly one of create/read/write/append mode
# ValueError can't have text and binary mode at once
# ValueError binary mode doesn't take an encoding argument
# TypeError open() argument 'mode' must be str, not int
# UnsupportedOperation not readable
# UnsupportedOperation not writable
# TypeError a bytes-like object is required, not 'str'
# TypeError write() argument must be str, not bytes
# TypeError initial_value must be str or None, not bytes
# TypeError a bytes-like object is required, not 'str'
# UnsupportedOperation seek
# 2 /nonexistent/file No such file or directory
# True True
