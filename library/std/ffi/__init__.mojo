"""Calling C: `external_call`, shared libraries, the C types."""
from .c_types import c_char, c_double, c_float, c_int, c_long, c_long_long, c_short, c_size_t, c_ssize_t, c_uchar, c_uint, c_ulong, c_ulong_long, c_ushort
from .dynamic_library import DEFAULT_RTLD, DLHandle, OwnedDLHandle, RTLD
from .external import external_call, get_errno
from collections.string.c_string import CStringSlice
