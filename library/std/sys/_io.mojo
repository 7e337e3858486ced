"""The standard streams."""
from io.file_descriptor import FileDescriptor

comptime stdin = FileDescriptor(0)
comptime stdout = FileDescriptor(1)
comptime stderr = FileDescriptor(2)
