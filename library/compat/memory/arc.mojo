"""`Arc` under its path of 2024."""

from memory.arc_pointer import Arc, ArcPointer
