"""`Reference` under its path of 2024."""

from memory.address_space import AddressSpace
from memory.pointer import Pointer, Reference
