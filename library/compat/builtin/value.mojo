"""Value traits under their module name."""

from builtin.traits import CollectionElement, Copyable, Defaultable, ExplicitlyCopyable, ImplicitlyCopyable, Movable
