"""`StringRef` under the path of 2024."""

from utils.string_ref import StringRef
