"""Containers. All of them own their elements."""
from .counter import Counter, CountTuple
from .deque import Deque
from .dict import Dict, DictEntry, DictKeyError, EmptyDictError, KeyElement, OwnedKwargsDict
from .inline_array import InlineArray
from .linked_list import LinkedList, Node
from .list import List
from .optional import Optional, OptionalReg
from .set import Set
from .bitset import BitSet
from .inline_list import InlineList
from .vector import DynamicVector, InlinedFixedVector, UnsafeFixedVector
