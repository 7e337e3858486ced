"""A Python value in one word, and how long values live.

A word is an integer of 63 bits (lowest bit 1), one of a few single values such as `None` (bits 10), or the address of a `Cell` (bits 00). `Word` is
such a word without ownership: arguments are words that their callers keep alive, results are words that carry one count. `Object` owns: its copy
counts up, its end counts down. The compiler's moves and last uses leave little of both.
"""

from ..collections.list import BringsMemory
from ..memory.raw import raw_allocate

comptime parallel = Bool(raw=__op.is_defined["PYTHON_PARALLEL"]())
"""Whether threads run at once (`parallel.mojo`)."""

comptime NONE = 2
comptime FALSE = 6
comptime TRUE = 10
comptime UNBOUND = 14
"""A variable without a value; the end of an iteration."""
comptime NOT_IMPLEMENTED = 18
comptime ELLIPSIS = 22

comptime KIND_FLOAT = 1
comptime KIND_TEXT = 2
comptime KIND_LIST = 3
comptime KIND_TUPLE = 4
comptime KIND_RANGE = 5
comptime KIND_ITERATOR = 6
comptime KIND_FUNCTION = 7
comptime KIND_METHOD = 8
comptime KIND_CLASS = 9
comptime KIND_INSTANCE = 10
comptime KIND_BUILTIN = 11
comptime KIND_INTEGER = 12
"""An integer that does not fit 63 bits."""
comptime KIND_WIDE_RANGE = 13
"""A range with numbers that do not fit 61 bits."""
comptime KIND_DICT = 20
comptime KIND_SET = 21
comptime KIND_FROZENSET = 22
comptime KIND_SLICE = 23
comptime KIND_STREAM = 24
"""What gives elements one after another: of dictionaries and sets, `enumerate`, `zip` and their like (`streams.mojo`)."""
comptime KIND_VIEW = 25
"""Keys, values or items of a dictionary."""
comptime KIND_BOUND = 26
"""A method of a built-in value."""
comptime KIND_TRACEBACK = 27
comptime KIND_GENERATOR = 30
comptime KIND_COROUTINE = 31
comptime KIND_ASYNC_GENERATOR = 32
comptime KIND_STEP = 33
"""What is awaited of an asynchronous generator (`steps.mojo`)."""
comptime KIND_CODE = 40
comptime KIND_BOX = 41
comptime KIND_WRAPPED = 42
comptime KIND_SUPER = 43
comptime KIND_NAMESPACE = 44
comptime KIND_MODULE = 45
comptime KIND_NATIVE = 46
comptime KIND_TYPE_METHOD = 47
"""A method of a built-in type, as the type has it."""
comptime KIND_BYTES = 50
comptime KIND_BYTEARRAY = 51
comptime KIND_COMPLEX = 52
comptime KIND_ALIAS = 53
"""`list[int]`, `int | str`."""
comptime KIND_PROXY = 54
"""A dictionary or the attributes of a class, to read only."""
comptime KIND_MEMORYVIEW = 55
comptime KIND_NATIVE_METHOD = 56
comptime KIND_STATE = 60
"""What an instance of a class in Mojo holds (`native_classes.mojo`)."""
comptime kind_count = 64

comptime IS_BASED = 1
"""A value of a built-in type stands behind the instance (`extended.mojo`)."""
comptime HAS_DICTIONARY = 2
"""The only slot is a dictionary with the attributes (`instance_dictionaries.mojo`)."""
comptime HAS_FINALIZER = 4
"""The class has `__del__`."""
comptime HAS_WEAK_REFERENCES = 8
comptime IS_CROSSING = 1 << 10
"""Other threads can reach it, and it can change, or its inside is not seen (`parallel.mojo`)."""
comptime IS_LOCKED = 1 << 11
"""It may lead to such a value."""
comptime IS_FOREIGN = 16
"""The only slot has the address of an object of CPython (`foreign`)."""
comptime IS_OF_MODULE = 32
"""Of a dictionary: what it has are the variables of a module (`module_dictionaries.mojo`)."""


comptime layouts_of_shape = 16


struct Shape:
    """What cells of one layout share: their kind, their class, the names of their attributes."""

    var kind: Int
    var owner: Word
    """The class of an instance."""
    var names: List[Word]
    """Of an instance's attributes, in the order of their slots; texts that live for ever."""
    var next: List[__type.pointer[Shape]]
    """Shapes with one name more."""
    var flags: Int
    """What is otherwise with the instances: `IS_BASED` and its like; 0: nothing."""
    var finalized: __type.pointer[Shape]
    """Of instances whose `__del__` was called; null while there are none."""
    var is_loose: Bool
    """The slots of the instances are not behind their cells."""
    var layouts: __type.array[Int, layouts_of_shape]
    """Addresses of the layouts that the instances have; with the lowest bit, that they have not (`layouts.mojo`)."""
    var shared: __type.pointer[Shape]
    """Of those that other threads can reach; null while there are none."""

    def __init__(out self, kind: Int, owner: Word, flags: Int = 0):
        self.kind = kind
        self.owner = owner
        self.flags = flags
        self.finalized = __op.null[Shape]()
        self.is_loose = False
        self.layouts = __op.uninitialized[__type.array[Int, layouts_of_shape]]()
        for i in range(layouts_of_shape):
            __op.array_element(self.layouts, i.value) = 0
        self.shared = __op.null[Shape]()
        self.names = List[Word]()
        self.next = List[__type.pointer[Shape]]()


struct Cell:
    """What every value on the heap begins with."""

    var owners: Int
    var shape: __type.pointer[Shape]


struct Word(ImplicitlyCopyable, TrivialRegisterPassable):
    """A value that somebody else owns, or the one count that a function gives away with its result."""

    var bits: Int

    @always_inline
    def __init__(out self, bits: Int):
        self.bits = bits

    @always_inline
    def is_integer(self) -> Bool:
        return self.bits & 1 != 0

    @always_inline
    def integer(self) -> Int:
        """The value of a small integer."""
        return self.bits >> 1

    @always_inline
    def is_cell(self) -> Bool:
        return self.bits & 3 == 0

    @always_inline
    def at[T: AnyType](self) -> __type.pointer[T]:
        """The cell, which is a `T`."""
        return __op.int_to_pointer[T](self.bits.value)

    @always_inline
    def shape(self) -> __type.pointer[Shape]:
        """Of a cell."""
        return __op.deref(self.at[Cell]()).shape

    @always_inline
    def is_(self, kind: Int) -> Bool:
        """Whether it is a cell of a kind; what was not found, bits 0, is none."""
        return self.bits & 3 == 0 and self.bits != 0 and __op.deref(self.shape()).kind == kind

    @always_inline
    def kind(self) -> Int:
        """0 for what is no cell."""
        return __op.deref(self.shape()).kind if self.is_cell() else 0

    @always_inline
    def __eq__(self, other: Word) -> Bool:
        """The same value, not an equal one."""
        return self.bits == other.bits

    @always_inline
    def __ne__(self, other: Word) -> Bool:
        return self.bits != other.bits


struct Object(BringsMemory, ImplicitlyCopyable, Movable):
    """A value with one count of it."""

    var word: Word

    @always_inline
    def __init__(out self, *, owning: Word):
        """Takes a count over."""
        self.word = owning

    @always_inline
    def __init__(out self, *, sharing: Word):
        """Adds a count."""
        self.word = counted(sharing)

    @always_inline
    def __init__(out self, *, copy: Self):
        self.word = counted(copy.word)

    @always_inline
    def __init__(out self, *, deinit move: Self):
        self.word = move.word

    @always_inline
    def __deinit__(deinit self):
        release(self.word)

    @staticmethod
    def allocate_elements(count: Int) -> __type.pointer[UInt8]:
        """Room of a list."""
        return allocate_bytes(count * 8)

    @staticmethod
    def free_elements(elements: __type.pointer[UInt8], count: Int):
        free_bytes(elements, count * 8)


@always_inline
def counted(word: Word) -> Word:
    """The same with one count more."""
    if word.is_cell():
        ref owners = __op.deref(word.at[Cell]()).owners
        comptime if parallel:
            if __op.unlikely(Bool(owners < 0).value):
                _count_shared(word, 1)
                return word
        owners += 1
    return word


def add_counts(word: Word, count: Int):
    """As many counts more."""
    if word.is_cell():
        ref owners = __op.deref(word.at[Cell]()).owners
        if parallel and owners < 0:
            _count_shared(word, count)
        else:
            owners += count


@always_inline
def is_shared(word: Word) -> Bool:
    """Whether other threads can reach it, and its count matters."""
    return word.is_cell() and word.bits != 0 and __op.deref(word.at[Cell]()).owners < 0 and __op.deref(word.at[Cell]()).owners & (1 << 62) == 0


def uncount(word: Word):
    """Takes a count away that is not the last."""
    if word.is_cell():
        ref owners = __op.deref(word.at[Cell]()).owners
        if parallel and owners < 0:
            _count_shared(word, -1)
        else:
            owners -= 1


# Of values that other threads can reach

comptime SHARED = Int.MIN
"""Part of the count."""
comptime IMMORTAL = Int.MIN + (1 << 62)
"""The count of what never ends."""


@no_inline
def _count_shared(word: Word, count: Int):
    ref owners = __op.deref(word.at[Cell]()).owners
    if owners & (1 << 62) == 0:
        _ = __op.atomic_rmw["add", "relaxed"](__op.pointer_cast[__type.index](__op.address_of(owners)), count.value)


@no_inline
def _release_shared(word: Word):
    ref owners = __op.deref(word.at[Cell]()).owners
    if owners & (1 << 62) == 0:
        var before = Int(raw=__op.atomic_rmw["sub", "acq_rel"](__op.pointer_cast[__type.index](__op.address_of(owners)), Int(1).value))
        if before == SHARED + 1:
            _end(word)


@always_inline
def release(word: Word):
    """Takes a count away."""
    if word.is_cell():
        ref cell = __op.deref(word.at[Cell]())
        comptime if parallel:
            if __op.unlikely(Bool(cell.owners < 0).value):
                return _release_shared(word)
        cell.owners -= 1
        if cell.owners == 0:
            _end(word)


@always_inline
def put(mut place: Object, new: Word):
    """Another value in a place. The old one ends last, when nothing is left to be done."""
    var old = place.word
    place.word = counted(new)
    release(old)


@always_inline
def give(var value: Object) -> Word:
    """The word, with the count."""
    var word = value.word
    _forget(value^)
    return word


@always_inline
def _forget(deinit value: Object):
    pass


@no_inline
def _end(word: Word):
    """Nobody owns the cell any more."""
    if word.is_(KIND_FLOAT):
        return free_cell(word.at[FloatCell]())
    comptime if parallel:
        if ends_behind_lock(word):
            enter_run_time()
            # A weak reference may just have been asked.
            if __op.deref(word.at[Cell]()).owners & ~SHARED == 0:
                end_cell(word)
            return leave_run_time()
    end_cell(word)


def ends_behind_lock(word: Word) -> Bool:
    """Whether its end may touch more than the thread's own."""
    ref shape = __op.deref(word.shape())
    if shape.flags & ~(IS_CROSSING | IS_BASED | HAS_DICTIONARY) != 0:
        return True
    var kind = shape.kind
    return not (
        kind == KIND_TEXT
        or kind == KIND_LIST
        or kind == KIND_TUPLE
        or kind == KIND_DICT
        or kind == KIND_INSTANCE
        or kind == KIND_INTEGER
        or kind == KIND_ITERATOR
        or kind == KIND_FUNCTION
        or kind == KIND_METHOD
        or kind == KIND_BOX
        or kind == KIND_BYTES
    )


@always_inline
def new_cell[T: AnyType](kind: Int) -> __type.pointer[T]:
    """Memory for a cell of a built-in kind, with one count; the rest is not made yet."""
    var cell = raw_allocate[T](1)
    ref header = __op.deref(__op.pointer_cast[Cell](cell))
    header.owners = 1
    header.shape = shape_of_kind(kind)
    return cell


@always_inline
def new_small_cell[T: AnyType](kind: Int) -> __type.pointer[T]:
    """As `new_cell`, of a kind whose cells go back to the heap's lists (`heap.mojo`)."""
    var cell = allocate_cell[T]()
    ref header = __op.deref(__op.pointer_cast[Cell](cell))
    header.owners = 1
    header.shape = shape_of_kind(kind)
    return cell


@always_inline
def word_of[T: AnyType](cell: __type.pointer[T]) -> Word:
    return Word(Int(raw=__op.pointer_to_int(cell)))


@always_inline
def small(value: Int) -> Word:
    """An integer of 63 bits."""
    return Word(value << 1 | 1)


@always_inline
def truth(value: Bool) -> Word:
    return Word(TRUE if value else FALSE)


@always_inline
def none() -> Word:
    return Word(NONE)


# Shapes of the built-in kinds


comptime _shape_bytes = 320
"""Room for a shape."""


struct _Shapes:
    var bytes: __type.bytes[kind_count * _shape_bytes, 8]

    @always_inline
    def __init__(out self):
        self.bytes = __op.uninitialized[__type.bytes[kind_count * _shape_bytes, 8]]()


var _shapes: _Shapes = _Shapes()
"""At an address that is known, so that a kind is asked for by comparing addresses."""


def make_shapes():
    """Before anything else."""
    for kind in range(kind_count):
        __op.initialize(shape_of_kind(kind), Shape(kind, none(), _first_flags(kind) if parallel else 0))


def _first_flags(kind: Int) -> Int:
    """What is said of the kind where threads run at once."""
    if (
        kind == KIND_GENERATOR
        or kind == KIND_COROUTINE
        or kind == KIND_ASYNC_GENERATOR
        or kind == KIND_STEP
        or kind == KIND_CLASS
        or kind == KIND_MODULE
        or kind == KIND_NAMESPACE
        or kind == KIND_STATE
    ):
        return IS_CROSSING
    if (
        kind == KIND_METHOD
        or kind == KIND_BOUND
        or kind == KIND_STREAM
        or kind == KIND_VIEW
        or kind == KIND_ITERATOR
        or kind == KIND_SUPER
        or kind == KIND_WRAPPED
        or kind == KIND_PROXY
        or kind == KIND_MEMORYVIEW
        or kind == KIND_ALIAS
        or kind == KIND_TRACEBACK
    ):
        return IS_LOCKED
    return 0


@always_inline
def shape_of_kind(kind: Int) -> __type.pointer[Shape]:
    return __op.pointer_cast[Shape](__op.offset_bytes(__op.address_of(_shapes), (kind * _shape_bytes).value))


trait PerThread:
    """Of a variable's type: where threads run at once, each has its own."""

    pass


from .cells import FloatCell
from .parallel import enter_run_time, leave_run_time
from .heap import allocate_bytes, allocate_cell, end_cell, free_bytes, free_cell
