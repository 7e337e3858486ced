"""Writing under its path of the middle of 2024."""

from format import Formattable, Formatter, Writable, Writer
