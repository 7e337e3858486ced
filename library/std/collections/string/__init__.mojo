"""Text: owned (`String`), viewed (`StringSlice`), and one code point of it (`Codepoint`)."""
from .codepoint import Codepoint, CodepointSliceIter, CodepointsIter, ascii, chr, ord
from .c_string import CStringSlice
from .classes import isdigit, islower, isprintable, isspace, isupper
from .conversion import bin, hex, oct, repr, str
from .numbers import atof, atol
from .string import String
from .string_slice import StaticString, StringSlice
