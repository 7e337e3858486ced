"""Files under their older path; see `io/`."""
from io.file import FileHandle, open
