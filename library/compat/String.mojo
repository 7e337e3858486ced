"""Text under the path of spring 2023."""

from collections.string import String, StringSlice, atol, chr, isdigit, ord
from utils.string_ref import StringRef
