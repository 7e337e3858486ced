"""`AnyPointer` of 2024."""

from memory.unsafe_pointer import UnsafePointer

comptime AnyPointer = UnsafePointer
