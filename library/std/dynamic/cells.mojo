"""The values on the heap, one struct for each kind, and how each ends."""

from ..memory.raw import raw_free
from .word import (
    KIND_BOUND,
    KIND_BUILTIN,
    KIND_CLASS,
    KIND_DICT,
    KIND_FLOAT,
    KIND_FROZENSET,
    KIND_FUNCTION,
    KIND_INSTANCE,
    KIND_ITERATOR,
    KIND_LIST,
    KIND_METHOD,
    KIND_RANGE,
    KIND_SET,
    KIND_SLICE,
    KIND_STREAM,
    KIND_TEXT,
    KIND_TUPLE,
    KIND_VIEW,
    Cell,
    Object,
    Shape,
    Word,
    new_cell,
    word_of,
)


struct FloatCell:
    var cell: Cell
    var value: Float64


struct TextCell:
    var cell: Cell
    var text: String
    """UTF-8; surrogates take three bytes."""
    var length: Int
    """In code points; -1: not counted yet."""
    var marks: __type.pointer[UInt32]
    """Offsets of every 64th code point, when somebody has asked (`texts.mojo`)."""
    var hash: Int
    """-1: not computed yet."""
    var method: Int
    """Number of the built-in method with this name; 0: not looked up yet."""


struct ListCell:
    """A list or a tuple."""

    var cell: Cell
    var items: List[Object]


struct RangeCell:
    var cell: Cell
    var start: Int
    var stop: Int
    var step: Int


struct IteratorCell:
    """Over a list, a tuple or a text (`index` next), or a range (`index` next, until `stop`)."""

    var cell: Cell
    var source: Object
    var index: Int
    var stop: Int
    var step: Int


comptime Entry = __type.pointer[UInt8]
"""Address of compiled code: the function itself, then its arguments, all words."""


struct FunctionCell:
    var cell: Cell
    var entry: Entry
    var arity: Int
    var name: Object


struct MethodCell:
    """A function with its first argument."""

    var cell: Cell
    var function: Object
    var receiver: Object


struct ClassCell:
    var cell: Cell
    var name: Object
    var base: Object
    """`None` for a class without one."""
    var names: List[Word]
    """Of its attributes; texts that live for ever."""
    var values: List[Object]
    var shape: __type.pointer[Shape]
    """Of an instance without attributes."""
    var most_slots: Int
    """As many as an instance has had."""


struct InstanceCell:
    var cell: Cell
    var slots: __type.pointer[Object]
    var count: Int
    var capacity: Int


struct BuiltinCell:
    """A built-in function or type, known by a number (`builtins.mojo`)."""

    var cell: Cell
    var number: Int


def float_of(value: Float64) -> Word:
    var cell = new_cell[FloatCell](KIND_FLOAT)
    __op.deref(cell).value = value
    return word_of(cell)


def text_of(var value: String) -> Word:
    var cell = new_cell[TextCell](KIND_TEXT)
    ref text = __op.deref(cell)
    __op.initialize(__op.address_of(text.text), value^)
    text.length = -1
    text.marks = __op.null[UInt32]()
    text.hash = -1
    text.method = 0
    return word_of(cell)


def list_of(var items: List[Object], kind: Int = KIND_LIST) -> Word:
    """A list, or a tuple."""
    var cell = new_cell[ListCell](kind)
    __op.initialize(__op.address_of(__op.deref(cell).items), items^)
    return word_of(cell)


@always_inline
def items_of(word: Word) -> ref [MutableAnyOrigin] List[Object]:
    return __op.deref(word.at[ListCell]()).items


@always_inline
def string_of(word: Word) -> ref [MutableAnyOrigin] String:
    return __op.deref(word.at[TextCell]()).text


def end_of_cell(word: Word):
    """Frees a cell and what it owns."""
    var kind = word.kind()
    if kind == KIND_TEXT:
        ref text = __op.deref(word.at[TextCell]())
        __op.destroy(__op.address_of(text.text))
        if __op.ne(text.marks, __op.null[UInt32]()):
            raw_free(text.marks)
    elif kind == KIND_LIST or kind == KIND_TUPLE:
        __op.destroy(__op.address_of(__op.deref(word.at[ListCell]()).items))
    elif kind == KIND_ITERATOR:
        __op.destroy(__op.address_of(__op.deref(word.at[IteratorCell]()).source))
    elif kind == KIND_FUNCTION:
        __op.destroy(__op.address_of(__op.deref(word.at[FunctionCell]()).name))
    elif kind == KIND_METHOD:
        ref method = __op.deref(word.at[MethodCell]())
        __op.destroy(__op.address_of(method.function))
        __op.destroy(__op.address_of(method.receiver))
    elif kind == KIND_INSTANCE:
        ref instance = __op.deref(word.at[InstanceCell]())
        for index in range(instance.count):
            __op.destroy(__op.offset(instance.slots, index.value))
        if instance.capacity > 0:
            raw_free(instance.slots)
    elif kind == KIND_DICT:
        end_of_dictionary(word)
    elif kind == KIND_SET or kind == KIND_FROZENSET:
        end_of_set(word)
    elif kind == KIND_SLICE:
        end_of_slice(word)
    elif kind == KIND_STREAM:
        end_of_stream(word)
    elif kind == KIND_BOUND:
        end_of_bound(word)
    elif kind == KIND_VIEW:
        __op.destroy(__op.address_of(__op.deref(word.at[ViewCell]()).source))
    elif kind == KIND_CLASS:
        # Shapes refer to it.
        return
    raw_free(word.at[Cell]())


from .container_methods import end_of_bound
from .dictionaries import end_of_dictionary
from .sets import end_of_set
from .slices import end_of_slice
from .streams import ViewCell, end_of_stream
