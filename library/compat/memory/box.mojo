"""`Box` of 2024."""

from memory.owned_pointer import Box, OwnedPointer
