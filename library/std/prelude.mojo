"""The names that every module sees without importing them. A module is read only when one of its names is used."""

# Numbers

from .builtin.bool import Bool
from .builtin.dtype import DType
from .builtin.float_literal import FloatLiteral
from .builtin.int import Int, index
from .builtin.int_literal import IntLiteral
from .builtin.math import abs, all, any, divmod, max, min, pow, round, sum
from .builtin.number_traits import (
    Absable,
    Boolable,
    BoolableRaising,
    CeilDivable,
    CeilDivableRaising,
    Ceilable,
    Comparable,
    DivModable,
    Equatable,
    EqualityComparable,
    Floatable,
    FloatableRaising,
    Floorable,
    GreaterThanComparable,
    GreaterThanOrEqualComparable,
    Identifiable,
    ImplicitlyBoolable,
    ImplicitlyIntable,
    Indexer,
    Intable,
    IntableRaising,
    LessThanComparable,
    LessThanOrEqualComparable,
    Powable,
    Roundable,
    Truncable,
)
from .builtin.range import range
from .builtin.simd import SIMD
from .builtin.type_aliases import (
    BFloat16,
    Byte,
    Float16,
    Float32,
    Float64,
    Float8_e4m3fn,
    Float8_e5m2,
    Int128,
    Int16,
    Int256,
    Int32,
    Int64,
    Int8,
    Scalar,
    UInt128,
    UInt16,
    UInt256,
    UInt32,
    UInt64,
    UInt8,
    __BoolScalar,
    __IntScalar,
)
from .builtin.uint import UInt

# Numbers, as they were in the prelude of 2023

from .sys.ffi import external_call
from .sys.info import alignof, bitwidthof, simdwidthof, sizeof
from .memory.dtype_pointer import DTypePointer
from .utils.index import StaticIntTuple
from .collections.vector import DynamicVector, InlinedFixedVector, UnsafeFixedVector
from .utils.static_tuple import StaticTuple

# Names that the prelude had until 2024

from .builtin.type_aliases import F16, F32, F64, SI16, SI32, SI64, SI8, UI16, UI32, UI64, UI8
from .memory.pointer import LegacyPointer
from .memory.memory import memcmp, memcpy, memset, memset_zero
from .memory.unsafe import bitcast
from .python.python_object import PythonObject

# Traits

from .builtin.traits import (
    AnyType,
    BoolableCollectionElement,
    CollectionElement,
    CollectionElementNew,
    ComparableCollectionElement,
    Copyable,
    Defaultable,
    Deinitable,
    DevicePassable,
    EqualityComparableCollectionElement,
    ExplicitlyCopyable,
    ImplicitlyCopyable,
    ImplicitlyDeletable,
    ImplicitlyDestructible,
    Iterable,
    IterableOwned,
    Iterator,
    Movable,
    PathLike,
    RegisterPassable,
    Representable,
    RepresentableCollectionElement,
    Sized,
    SizedRaising,
    StopIteration,
    Stringable,
    StringableCollectionElement,
    StringableRaising,
    TrivialRegisterPassable,
    UIntSized,
    UnknownDestructibility,
    ValueElement,
    WritableCollectionElement,
)
from .format import Formattable, Formatter, MovableWriter, Writable, Writer
from .hashlib import Hashable, Hasher, hash
from .collections import KeyElement

# Text

from .builtin.error import Error
from .builtin.none import NoneType
from .builtin.string_literal import StringLiteral
from .collections.string import (
    CStringSlice,
    Codepoint,
    StaticString,
    String,
    StringSlice,
    ascii,
    atof,
    atol,
    bin,
    chr,
    hex,
    isdigit,
    islower,
    isprintable,
    isspace,
    isupper,
    oct,
    ord,
    repr,
    str,
)
from .format.spec import format_value
from .io import FileDescriptor, FileHandle, input, open, print, print_no_newline, put_new_line

# Collections

from .builtin.len import len
from .builtin.slice import ContiguousSlice, Slice, StridedSlice, slice
from .builtin.tuple import Tuple
from .builtin.variadics import VariadicList, VariadicListMem
from .builtin.sort import partition, sort, sorted
from .utils.string_ref import StringRef
from .collections import Deque, Dict, InlineArray, List, Optional, OptionalReg, Set
from .iter import enumerate, filter, iter, map, next, reversed, zip

# Coroutines: what calls of async functions give

from .runtime.coroutine import Coroutine, RaisingCoroutine

# Memory and lifetimes

from .builtin.rebind import downcast, materialize, rebind, rebind_var, trait_downcast
from .builtin.swap import swap
from .memory import AddressSpace, MutOpaquePointer, OpaquePointer, Pointer, Reference, Span, UnsafePointer, alloc

# Values whose type is known at run time only

from .builtin.object import Attr, object

# Failure and compile time

from .builtin.failure import __assertion_failed, __hand_over, __report_unhandled_error, abort, constrained, debug_assert
from .builtin.escaping_closure import __EscapingClosure, __escaping_closure
from .builtin.unpacking import __unpacking_error, __unpacking_fits
from .reflection import reflect
from .builtin.conversions import bool, float, int
