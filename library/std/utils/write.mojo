"""Writing under its path of 2024."""
from format import Formattable, Formatter, Writable, Writer, write_any
