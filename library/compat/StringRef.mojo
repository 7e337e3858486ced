"""`StringRef` under the path of spring 2023."""

from utils.string_ref import StringRef
