"""Odds and ends: fixed-size tuples of numbers."""

from .index import Index, IndexList, StaticIntTuple
from .static_tuple import StaticTuple
from .inline_string import InlineString
from .lock import BlockingScopedLock, BlockingSpinLock, SpinLock
from .loop import unroll
from .string_ref import StringRef
from .variant import Variant
from .write import Formattable, Formatter, Writable, Writer
from collections.string import StaticString, StringSlice
from memory.span import Span
