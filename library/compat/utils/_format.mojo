"""Writing under its path of early 2024."""

from format import Formattable, Formatter, Writable, Writer
