"""Intrinsics under the path of spring 2023."""

from sys.intrinsics import *
from ffi import external_call
