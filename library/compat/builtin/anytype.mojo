"""Lifecycle traits under their module name."""

from builtin.traits import AnyType, Deinitable, ImplicitlyDestructible, UnknownDestructibility
