"""Hash codes for dictionaries and sets (not for cryptography)."""
from .hash import Hashable, Hasher, hash
from .fold_hasher import FoldHasher, default_comp_time_hasher, default_hasher
