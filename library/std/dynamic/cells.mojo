"""The values on the heap, one struct for each kind, and how each ends."""

from ..memory.raw import raw_free
from .handled import Handled
from .namespaces import Namespace
from .word import (
    IS_BASED,
    IS_FOREIGN,
    KIND_ALIAS,
    KIND_BOX,
    KIND_BOUND,
    KIND_BYTEARRAY,
    KIND_ASYNC_GENERATOR,
    KIND_BYTES,
    KIND_COROUTINE,
    KIND_STEP,
    KIND_CLASS,
    KIND_DICT,
    KIND_FLOAT,
    KIND_FROZENSET,
    KIND_FUNCTION,
    KIND_GENERATOR,
    KIND_INSTANCE,
    KIND_INTEGER,
    KIND_ITERATOR,
    KIND_LIST,
    KIND_MEMORYVIEW,
    KIND_METHOD,
    KIND_MODULE,
    KIND_NAMESPACE,
    KIND_PROXY,
    KIND_NATIVE,
    KIND_SET,
    KIND_SLICE,
    KIND_STREAM,
    KIND_SUPER,
    KIND_TEXT,
    KIND_TRACEBACK,
    KIND_TUPLE,
    KIND_TYPE_METHOD,
    KIND_VIEW,
    KIND_WIDE_RANGE,
    KIND_WRAPPED,
    Cell,
    Object,
    Shape,
    Word,
    new_cell,
    new_small_cell,
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
    var is_name: Bool
    """There is no other name with this text (`names.mojo`)."""


struct BytesCell:
    """`bytes` or a `bytearray`."""

    var cell: Cell
    var bytes: List[UInt8]
    var hash: Int
    """-1: not computed yet."""


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


struct CodeCell:
    """What a `def` or `lambda` says, made once; lives for ever."""

    var cell: Cell
    var entry: Entry
    var arity: Int
    """Of direct calls: every argument by position, no more; -1 if there are none."""
    var total: Int
    """How many words the entry takes: arguments by position, by keyword only, `*rest`, `**keywords`. More than 5 come in memory."""
    var positional: Int
    var positional_only: Int
    var keyword_only: Int
    var has_rest: Bool
    var has_keywords: Bool
    var suspension: Int
    """The flag of `co_flags` that says that a call makes a generator, a coroutine, or an asynchronous generator; 0: none of these."""
    var names: Word
    """A tuple, in the order of the entry."""
    var name: Word
    var qualified_name: Word
    var documentation: Word
    var module: Word
    """The name of the module that it is in, or `None`."""


struct FunctionCell:
    var cell: Cell
    var entry: Entry
    var arity: Int
    var code: Word
    var defaults: Object
    """Of the last arguments by position: a tuple, or `None`."""
    var keyword_defaults: Object
    """A tuple with one for each argument by keyword only, unbound where there is none, or `None`."""
    var closure: Object
    """A tuple of boxes, or `None`."""
    var attributes: Object
    """A dictionary, or `None`."""
    var own: Object
    """A namespace with what was set of `__name__`, `__doc__` and their like, or `None`."""


struct BoxCell:
    """A variable that inner functions share."""

    var cell: Cell
    var value: Object


struct WrappedCell:
    """A `staticmethod`, a `classmethod` or a `property`."""

    var cell: Cell
    var which: Int
    var get: Object
    var set: Object
    var delete: Object
    var documentation: Object
    """Of a property that has its own, or `None`."""


struct SuperCell:
    var cell: Cell
    var after: Object
    """The class behind which the search begins."""
    var receiver: Object
    var start: Object
    """The class whose order of resolution it follows."""


struct NamespaceCell:
    var cell: Cell
    var names: Namespace


struct MethodCell:
    """A function with its first argument."""

    var cell: Cell
    var function: Object
    var receiver: Object


struct ClassCell:
    var cell: Cell
    var name: Object
    var bases: Object
    """A tuple."""
    var order: List[Word]
    """The class and those that it extends, as attributes are looked for."""
    var attributes: Namespace
    var shape: __type.pointer[Shape]
    """Of an instance without attributes."""
    var children: List[Word]
    """Classes that extend it directly."""
    var most_slots: Int
    """As many as an instance has had."""
    var keeps_slots: Bool
    """Instances whose slots are not behind them are loose."""
    var has_layouts: Bool
    """Of some instances attributes are used at known places (`layouts.mojo`)."""
    var loose_shape: __type.pointer[Shape]
    """Of instances whose slots have moved away, without attributes; null while there are none."""
    var builtin: Int
    """Of a built-in type: its number; -1 for others."""
    var base: Int
    """The number of the built-in type whose values instances hold; -1: they hold none."""
    var qualified_name: Object
    """With the classes and functions around it."""
    var dictionary_shape: __type.pointer[Shape]
    """Of instances that keep their attributes in a dictionary; null while there are none."""
    var has_methods: Bool
    """Of a built-in type: whether its methods are among its attributes yet."""
    var traits: Int
    """What `traits_of` knows, as long as the world has the version `world`."""
    var world: Int
    var is_plain: Bool
    """Whether a call makes an instance and calls `initializer`, as long as the world has the version `plain_in`."""
    var plain_in: Int
    var initializer: Word
    """`__init__`, without a count; bits 0 if there is none."""
    var slots: Object
    """The only names that instances may have, as a list, or `None`."""


struct InstanceCell:
    var cell: Cell
    var slots: __type.pointer[Object]
    """Behind the cell as long as there is room."""
    var count: Int
    var capacity: Int
    var room: Int
    """Slots behind the cell."""


comptime most_room = 26
"""Slots that an instance may have behind it: as many as the heap has sizes for."""


@always_inline
def granules_of_instance(room: Int) -> Int:
    """The size of an instance for the heap."""
    return (6 + room + 1) // 2


struct TracebackCell:
    """A line that an exception has come through."""

    var cell: Cell
    var next: Object
    """Where it has come from: further inside, or `None`."""
    var place: __type.pointer[UInt8]
    """File and function (`tracebacks.mojo`)."""
    var line: Int


struct StepCell:
    """What is awaited of an asynchronous generator (`steps.mojo`)."""

    var cell: Cell
    var mode: Int
    var state: Int
    var source: Object
    var argument: Object
    var result: Object


struct GeneratorCell:
    """A generator, a coroutine, or an asynchronous generator."""

    var cell: Cell
    var code: Word
    """Of its function."""
    var gives_value: Bool
    """An asynchronous generator stands at a `yield`, not at an `await`."""
    var has_step: Bool
    """Somebody awaits an asynchronous generator."""
    var handled: Handled
    """What it is handling; under it what its user is, while it runs."""
    var handle: __type.pointer[UInt8]
    """The coroutine."""
    var state: Int
    """0: not begun. 1: stands still. 2: runs. 3: has ended, and the coroutine is gone."""
    var value: Object
    """What was sent to it, what it yields, what it returned."""
    var thrown: Object
    """What is thrown into it, or `None`."""
    var delegate: Word
    """The generator or coroutine that it stands still for, in `yield from` or `await`, without a count; bits 0: none."""
    var outcome: Object
    """How that one ended while this one stood still: unbound: it returned; an exception; `None`: it has not."""
    var result: Word
    """Where the coroutine puts what it returns, with a count."""
    var error: __type.bytes[16, 8]
    """Where it puts what it raises."""


struct BuiltinCell:
    """A built-in function or type, known by a number (`builtins.mojo`)."""

    var cell: Cell
    var number: Int


def float_of(value: Float64) -> Word:
    var cell = new_small_cell[FloatCell](KIND_FLOAT)
    __op.deref(cell).value = value
    return word_of(cell)


def text_of(var value: String) -> Word:
    var cell = new_small_cell[TextCell](KIND_TEXT)
    ref text = __op.deref(cell)
    __op.initialize(__op.address_of(text.text), value^)
    text.length = -1
    text.marks = __op.null[UInt32]()
    text.hash = -1
    text.method = 0
    text.is_name = False
    return word_of(cell)


def list_of(var items: List[Object], kind: Int = KIND_LIST) -> Word:
    """A list, or a tuple."""
    var cell = new_small_cell[ListCell](kind)
    __op.initialize(__op.address_of(__op.deref(cell).items), items^)
    return word_of(cell)


@always_inline
def bytes_of_tuple(capacity: Int) -> Int:
    """The size of the cell of a tuple with its elements behind it, whose list has a capacity below 0."""
    return Int(raw=__op.size_of[ListCell]()) + ~capacity * 8


@always_inline
def items_of(word: Word) -> ref [MutableAnyOrigin] List[Object]:
    return __op.deref(word.at[ListCell]()).items


@always_inline
def string_of(word: Word) -> ref [MutableAnyOrigin] String:
    return __op.deref(word.at[TextCell]()).text


def end_of_cell(word: Word):
    """Frees a cell and what it owns."""
    var kind = word.kind()
    if kind == KIND_INSTANCE:
        return _end_of_instance(word)
    if kind == KIND_TEXT:
        ref text = __op.deref(word.at[TextCell]())
        __op.destroy(__op.address_of(text.text))
        if __op.ne(text.marks, __op.null[UInt32]()):
            raw_free(text.marks)
        return free_cell(word.at[TextCell]())
    elif kind == KIND_LIST or kind == KIND_TUPLE:
        var capacity = items_of(word).capacity
        __op.destroy(__op.address_of(items_of(word)))
        if capacity < 0:
            return free_long_cell(__op.pointer_cast[UInt8](word.at[Cell]()), bytes_of_tuple(capacity))
        return free_cell(word.at[ListCell]())
    elif kind == KIND_BYTES or kind == KIND_BYTEARRAY:
        __op.destroy(__op.address_of(__op.deref(word.at[BytesCell]()).bytes))
        return free_cell(word.at[BytesCell]())
    elif kind == KIND_ITERATOR:
        __op.destroy(__op.address_of(__op.deref(word.at[IteratorCell]()).source))
        return free_cell(word.at[IteratorCell]())
    elif kind == KIND_FUNCTION:
        _forget_references(word)
        ref function = __op.deref(word.at[FunctionCell]())
        __op.destroy(__op.address_of(function.defaults))
        __op.destroy(__op.address_of(function.keyword_defaults))
        __op.destroy(__op.address_of(function.closure))
        __op.destroy(__op.address_of(function.attributes))
        __op.destroy(__op.address_of(function.own))
        return free_cell(word.at[FunctionCell]())
    elif kind == KIND_METHOD:
        ref method = __op.deref(word.at[MethodCell]())
        __op.destroy(__op.address_of(method.function))
        __op.destroy(__op.address_of(method.receiver))
        return free_cell(word.at[MethodCell]())
    elif kind == KIND_GENERATOR or kind == KIND_COROUTINE or kind == KIND_ASYNC_GENERATOR:
        _forget_references(word)
        end_of_generator(word)
        return free_cell(word.at[GeneratorCell]())
    elif kind == KIND_STEP:
        end_of_step(word)
    elif kind == KIND_TRACEBACK:
        end_of_traceback(word)
    elif kind == KIND_BOX:
        __op.destroy(__op.address_of(__op.deref(word.at[BoxCell]()).value))
        return free_cell(word.at[BoxCell]())
    elif kind == KIND_WRAPPED:
        ref wrapped = __op.deref(word.at[WrappedCell]())
        __op.destroy(__op.address_of(wrapped.get))
        __op.destroy(__op.address_of(wrapped.set))
        __op.destroy(__op.address_of(wrapped.delete))
        __op.destroy(__op.address_of(wrapped.documentation))
    elif kind == KIND_SUPER:
        ref parent = __op.deref(word.at[SuperCell]())
        __op.destroy(__op.address_of(parent.after))
        __op.destroy(__op.address_of(parent.receiver))
        __op.destroy(__op.address_of(parent.start))
    elif kind == KIND_NAMESPACE:
        __op.destroy(__op.address_of(__op.deref(word.at[NamespaceCell]()).names))
    elif kind == KIND_DICT:
        end_of_dictionary(word)
        return free_cell(word.at[DictCell]())
    elif kind == KIND_SET or kind == KIND_FROZENSET:
        _forget_references(word)
        end_of_set(word)
        return free_cell(word.at[SetCell]())
    elif kind == KIND_SLICE:
        end_of_slice(word)
        return free_cell(word.at[SliceCell]())
    elif kind == KIND_STREAM:
        end_of_stream(word)
        return free_cell(word.at[StreamCell]())
    elif kind == KIND_BOUND:
        end_of_bound(word)
    elif kind == KIND_ALIAS:
        end_of_alias(word)
    elif kind == KIND_PROXY:
        end_of_proxy(word)
    elif kind == KIND_MEMORYVIEW:
        end_of_memory_view(word)
    elif kind == KIND_VIEW:
        __op.destroy(__op.address_of(__op.deref(word.at[ViewCell]()).source))
        return free_cell(word.at[ViewCell]())
    elif kind == KIND_INTEGER:
        end_of_integer(word)
    elif kind == KIND_WIDE_RANGE:
        end_of_wide_range(word)
    elif kind == KIND_STATE:
        end_of_state(word)
    elif kind == KIND_CLASS or kind == KIND_MODULE or kind == KIND_NATIVE or kind == KIND_NATIVE_METHOD or kind == KIND_TYPE_METHOD:
        # Shapes refer to it; types to their methods.
        return
    raw_free(word.at[Cell]())


@always_inline
def _end_of_instance(word: Word):
    var flags = __op.deref(word.shape()).flags
    if flags > IS_BASED and is_kept_alive(word, flags):
        return
    if flags & IS_FOREIGN != 0:
        end_of_proxied(word)
    ref instance = __op.deref(word.at[InstanceCell]())
    for index in range(instance.count):
        __op.destroy(__op.offset(instance.slots, index.value))
    if instance.capacity > instance.room:
        raw_free(instance.slots)
    if flags & IS_BASED != 0:
        __op.destroy(base_of(word))
        return free_granules(__op.pointer_cast[UInt8](word.at[Cell]()), granules_of_instance(instance.room + 1))
    free_granules(__op.pointer_cast[UInt8](word.at[Cell]()), granules_of_instance(instance.room))


@always_inline
def _forget_references(word: Word):
    """Weak references to a value of a built-in kind end with it."""
    if __op.unlikely(Bool(__op.deref(word.shape()).flags & HAS_WEAK_REFERENCES != 0).value):
        forget_references(word)


from .weak_references import forget_references
from .word import HAS_WEAK_REFERENCES
from .extended import base_of
from .generators import end_of_generator
from .finalizers import is_kept_alive
from .foreign.proxies import end_of_proxied
from .generic_aliases import end_of_alias
from .instance_dictionaries import end_of_proxy
from .memory_views import end_of_memory_view
from .heap import free_cell, free_granules, free_long_cell
from .container_methods import end_of_bound
from .dictionaries import DictCell, end_of_dictionary
from .integers import end_of_integer
from .sets import SetCell, end_of_set
from .slices import SliceCell, end_of_slice
from .streams import StreamCell, ViewCell, end_of_stream

from .steps import end_of_step
from .tracebacks import end_of_traceback
from .wide_ranges import end_of_wide_range

from .native_classes import end_of_state
from .word import KIND_NATIVE_METHOD, KIND_STATE
