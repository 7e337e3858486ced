"""Files under the path of spring 2023."""

from io.file import FileHandle, open
