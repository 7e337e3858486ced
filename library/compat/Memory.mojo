"""Raw memory under the path of spring 2023."""

from memory.memory import memcmp, memcpy, memset, memset_zero, stack_allocation
