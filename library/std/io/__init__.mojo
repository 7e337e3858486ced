"""Input and output: standard streams, files, `print`."""
from .file import FileHandle, open
from .file_descriptor import FileDescriptor
from .input import input
from .print import print, print_no_newline, put_new_line
