"""Memory: pointers, owners, views, and raw bytes."""
from .address_space import AddressSpace
from .arc_pointer import Arc, ArcPointer
from .dtype_pointer import DTypePointer
from .maybe_uninitialized import UnsafeMaybeUninit, UnsafeMaybeUninitialized
from .memory import forget_deinit, memcmp, memcpy, memmove, memset, memset_zero, parallel_memcpy, stack_allocation
from .owned_pointer import Box, OwnedPointer
from .pointer import Pointer, Reference
from .span import Span
from .unsafe import bitcast, pack_bits
from .unsafe_pointer import ImmutUnsafePointer, MutOpaquePointer, MutUnsafePointer, OpaquePointer, UnsafePointer, alloc

from builtin.rebind import rebind

# The names since the middle of 2026: nothing checks the sizes.
from .memory import memcmp as unsafe_memcmp
from .memory import memcpy as unsafe_memcpy
from .memory import memmove as unsafe_memmove
from .memory import memset as unsafe_memset
from .memory import memset_zero as unsafe_memset_zero
