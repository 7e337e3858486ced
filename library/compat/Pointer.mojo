"""Pointers under the path of spring 2023."""

from memory.address_space import AddressSpace
from memory.dtype_pointer import DTypePointer
from memory.pointer import Pointer
