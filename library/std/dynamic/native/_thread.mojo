"""`_thread`: threads of the system that run functions, and what is known of them."""

from ...io.output import flush_output, write_descriptor
from ...memory.raw import raw_allocate, raw_free
from ...sys.cores import num_logical_cores
from ..arguments import Arguments, as_index
from ..calls import call0, call_general
from ..cells import float_of, items_of, list_of, text_of
from ..class_builtins import is_callable
from ..classes import class_of, subclass_of
from ..dictionaries import entry_at, new_dictionary, next_entry
from ..errors import RUNTIME_ERROR, SYSTEM_EXIT, TYPE_ERROR, VALUE_ERROR, Raised, error_class, new_error
from ..integers import integer_of
from ..names import interned
from ..native_classes import constructor, instance_with, method, method0, native_class, new_state, property_of, state_of, State
from ..natives import define, define_value, module_of
from ..printing import to_repr
from ..threads import (
    Thread,
    WaitingLine,
    begin_thread,
    current_thread,
    drop_thread,
    end_thread,
    leave_for_good,
    main_ident,
    new_thread,
    oldest_thread,
    self_ident,
    stack_size_wanted,
    want_stack_size,
    native_ident,
    stack_size,
    start_thread,
    thread_count,
    wait_in,
    wake_all,
)
from ..traceback_text import traceback_text
from ..word import KIND_DICT, KIND_TUPLE, NONE, Object, Word, counted, give, none, small, truth
from ._thread_locks import define_locks, timeout_of

comptime _tag = 60
comptime _least_stack = 32 * 1024


struct HandleState:
    """A thread as others see it."""

    var state: State
    var ident: Int
    """0: it does not run yet."""
    var is_begun: Bool
    var is_done: Bool
    var line: WaitingLine
    """Those who wait for its end."""


struct _Start:
    """What a new thread is told."""

    var thread: __type.pointer[Thread]
    var function: Object
    var arguments: Object
    """A tuple."""
    var keywords: Object
    """A dictionary, or `None`."""
    var handle: Object
    """An instance of `_ThreadHandle`, or `None`."""
    var stack_size: Int


struct _Class:
    var handle: Word

    @always_inline
    def __init__(out self):
        self.handle = Word(0)


var _class: _Class = _Class()


def thread_module() raises Raised -> Word:
    var module = module_of("_thread")
    _class.handle = native_class(module, "_thread", "_ThreadHandle")
    constructor(_class.handle, _new_handle)
    property_of(_class.handle, "ident", _ident_of)
    method0(_class.handle, "is_done", _is_done)
    method0(_class.handle, "_set_done", _set_done)
    method(_class.handle, "join", _join)
    method0(_class.handle, "__repr__", _repr)
    define_locks(module)
    define_value(module, "error", counted(error_class(RUNTIME_ERROR)))
    define_value(module, "TIMEOUT_MAX", float_of(9223372036.0))
    define(module, "start_new_thread", _start_new_thread)
    define(module, "start_new", _start_new_thread)
    define(module, "start_joinable_thread", _start_joinable_thread)
    define(module, "daemon_threads_allowed", _daemons_are_allowed)
    define(module, "get_ident", _get_ident)
    define(module, "get_native_id", _native_id)
    define(module, "_get_main_thread_ident", _main_ident)
    define(module, "_count", _count)
    define(module, "stack_size", _stack_size)
    define(module, "exit", _exit)
    define(module, "exit_thread", _exit)
    define(module, "_values", _values)
    define(module, "_all_values", _all_values)
    define(module, "_processor_count", _processor_count)
    define(module, "_traceback_text", _traceback_text)
    return module


# Starting


def _start_new_thread(args: Arguments) raises Raised -> Word:
    """`start_new_thread(function, args, kwargs={})`: the thread's number."""
    args.check_count("start_new_thread", 2, 3)
    if not is_callable(args[0]):
        raise new_error(TYPE_ERROR, "first arg must be callable")
    if not args[1].is_(KIND_TUPLE):
        raise new_error(TYPE_ERROR, "2nd arg must be a tuple")
    if args.count > 2 and not args[2].is_(KIND_DICT):
        raise new_error(TYPE_ERROR, "optional 3rd arg must be a dictionary")
    return integer_of(_start(args[0], args[1], args.given(2), none()))


def _start_joinable_thread(args: Arguments) raises Raised -> Word:
    """`start_joinable_thread(function, handle=None, daemon=True)`: the handle."""
    args.check_names("start_joinable_thread", 1, 3, "function", "handle", "daemon")
    var function = args.get(0, "function")
    if not is_callable(function):
        raise new_error(TYPE_ERROR, "thread function must be callable")
    var given = args.get(1, "handle")
    var handle = Object(owning=none())
    if given.bits == 0 or given.bits == NONE:
        handle = Object(owning=_handle_of(_class.handle))
    elif class_of(given) == _class.handle:
        handle = Object(sharing=given)
    else:
        raise new_error(TYPE_ERROR, "'handle' must be a _ThreadHandle")
    if _handle(handle.word).is_begun:
        raise new_error(RUNTIME_ERROR, "thread already started")
    var arguments = Object(owning=list_of(List[Object](), KIND_TUPLE))
    _handle(handle.word).is_begun = True
    try:
        _ = _start(function, arguments.word, Word(0), handle.word)
    except error:
        _handle(handle.word).is_begun = False
        raise error^
    return give(handle^)


def _start(function: Word, arguments: Word, keywords: Word, handle: Word) raises Raised -> Int:
    """The number of a thread that calls a function."""
    var place = raw_allocate[_Start](1)
    ref start = __op.deref(place)
    start.thread = new_thread()
    start.stack_size = stack_size()
    __op.initialize(__op.address_of(start.function), Object(sharing=function))
    __op.initialize(__op.address_of(start.arguments), Object(sharing=arguments))
    __op.initialize(__op.address_of(start.keywords), Object(owning=none()) if keywords.bits == 0 else Object(sharing=keywords))
    __op.initialize(__op.address_of(start.handle), Object(sharing=handle))
    publish_if_needed(function)
    publish_if_needed(arguments)
    publish_if_needed(keywords)
    publish_if_needed(handle)
    var body: def(__type.pointer[UInt8]) abi("C") thin -> __type.pointer[UInt8] = _run
    var ident = start_thread(body, __op.pointer_cast[UInt8](place))
    if ident == 0:
        drop_thread(start.thread)
        _end_start(place)
        raise new_error(RUNTIME_ERROR, "can't start new thread")
    if handle.bits != NONE:
        _handle(handle).ident = ident
    return ident


def _end_start(place: __type.pointer[_Start]):
    ref start = __op.deref(place)
    __op.destroy(__op.address_of(start.function))
    __op.destroy(__op.address_of(start.arguments))
    __op.destroy(__op.address_of(start.keywords))
    __op.destroy(__op.address_of(start.handle))
    raw_free(place)


def _run(argument: __type.pointer[UInt8]) abi("C") -> __type.pointer[UInt8]:
    """All that a thread does."""
    var place = __op.pointer_cast[_Start](argument)
    var me = __op.deref(place).thread
    begin_thread(me, __op.deref(place).stack_size)
    try:
        _call(place)
    except error:
        _report(error, __op.deref(place).function.word)
    var handle = __op.deref(place).handle
    _end_start(place)
    if handle.word.bits != NONE:
        _end_handle(handle.word)
    handle = Object(owning=none())
    end_thread(me)
    leave_for_good(me)
    return __op.null[UInt8]()


def _call(place: __type.pointer[_Start]) raises Raised:
    ref start = __op.deref(place)
    var words = List[Word]()
    var names = List[Object]()
    ref items = items_of(start.arguments.word)
    for i in range(len(items)):
        words.append(items[i].word)
    if start.keywords.word.bits != NONE:
        var index = next_entry(start.keywords.word, 0)
        while index >= 0:
            ref entry = entry_at(start.keywords.word, index)
            names.append(Object(sharing=interned(entry.key)))
            words.append(entry.value)
            index = next_entry(start.keywords.word, index + 1)
    var count = len(items)
    var has_names = len(names) > 0
    var tuple = Object(owning=list_of(names^, KIND_TUPLE))
    _ = Object(owning=call_general(start.function.word, words.unsafe_ptr().address, count, tuple.word if has_names else Word(0)))
    _ = len(words)
    _ = tuple^


def _report(error: Raised, function: Word):
    """What a thread's function raises ends the thread only."""
    if subclass_of(class_of(error.value.word), error_class(SYSTEM_EXIT)):
        return
    var text = String("Exception ignored in thread started by ")
    try:
        text += to_repr(function)
    except:
        text += "<unknown>"
    text += ":\n"
    text += traceback_text(error.value.word)
    flush_output()
    write_descriptor(2, text.as_string_slice())


# Handles


def _handle(value: Word) raises Raised -> ref [MutableAnyOrigin] HandleState:
    return state_of[HandleState](value, _tag)


def _new_handle(args: Arguments) raises Raised -> Word:
    args.check_count("_ThreadHandle", 1, 1)
    return _handle_of(args[0])


def _handle_of(class_: Word) raises Raised -> Word:
    var cell = new_state[HandleState](_tag, _end_state)
    ref made = __op.deref(cell)
    made.ident = 0
    made.is_begun = False
    made.is_done = False
    __op.initialize(__op.address_of(made.line), WaitingLine())
    return instance_with(class_, cell)


def _end_state(word: Word):
    pass


def _end_handle(value: Word):
    try:
        ref handle = _handle(value)
        handle.is_done = True
        wake_all(__op.address_of(handle.line))
    except:
        pass


def _ident_of(function: Word, self: Word) raises Raised -> Word:
    return integer_of(_handle(self).ident)


def _is_done(function: Word, self: Word) raises Raised -> Word:
    return truth(_handle(self).is_done)


def _set_done(function: Word, self: Word) raises Raised -> Word:
    """As if the thread had ended: for the first one, which does not."""
    _handle(self).is_begun = True
    _end_handle(self)
    return none()


def _join(args: Arguments) raises Raised -> Word:
    """`join(timeout=None)`: waits for the end of the thread, or as long as that."""
    args.check_count("join", 1, 2)
    ref handle = _handle(args[0])
    if not handle.is_begun:
        raise new_error(RUNTIME_ERROR, "thread not started")
    if handle.ident == self_ident() and not handle.is_done:
        raise new_error(RUNTIME_ERROR, "Cannot join current thread")
    var kept = Object(sharing=args[0])
    var left = -1
    if args.count > 1 and args[1].bits != NONE:
        left = timeout_of(args[1])
        if left < 0:
            left = 0
    while not _handle(kept.word).is_done:
        if not wait_in(__op.address_of(_handle(kept.word).line), left) and left >= 0:
            break
    return none()


def _repr(function: Word, self: Word) raises Raised -> Word:
    return text_of(String("<_ThreadHandle object: ident=", _handle(self).ident, ">"))


# Questions


def _daemons_are_allowed(args: Arguments) raises Raised -> Word:
    return truth(True)


def _get_ident(args: Arguments) raises Raised -> Word:
    """`get_ident()`"""
    args.check_count("get_ident", 0, 0)
    return integer_of(self_ident())


def _native_id(args: Arguments) raises Raised -> Word:
    """`get_native_id()`: the number that the system's tools show."""
    args.check_count("get_native_id", 0, 0)
    return integer_of(native_ident())


def _main_ident(args: Arguments) raises Raised -> Word:
    return integer_of(main_ident())


def _count(args: Arguments) raises Raised -> Word:
    """`_count()`: of threads besides the first."""
    args.check_count("_count", 0, 0)
    return small(thread_count())


def _stack_size(args: Arguments) raises Raised -> Word:
    """`stack_size(size=0)`: what it was before; 0: the run time's own choice."""
    args.check_count("stack_size", 0, 1)
    var size = as_index(args[0]) if args.count > 0 else 0
    if size < 0:
        raise new_error(VALUE_ERROR, "size must be 0 or a positive value")
    if size != 0 and size < _least_stack:
        raise new_error(VALUE_ERROR, String("size not valid: ", size, " bytes"))
    return small(want_stack_size(size) if args.count > 0 else stack_size_wanted())


def _exit(args: Arguments) raises Raised -> Word:
    """`exit()`: ends the thread."""
    args.check_count("exit", 0, 0)
    raise Raised(Object(owning=call0(error_class(SYSTEM_EXIT))))


def _values(args: Arguments) raises Raised -> Word:
    """A dictionary of the calling thread's own."""
    ref values = __op.deref(current_thread()).values
    if values.word.bits == NONE:
        values = Object(owning=new_dictionary())
        # Others may ask for it, too.
        publish_if_needed(values.word)
    return counted(values.word)


def _all_values(args: Arguments) raises Raised -> Word:
    """The dictionaries of all threads that have one."""
    var all = List[Object]()
    var thread = oldest_thread()
    while __op.ne(thread, __op.null[Thread]()):
        if __op.deref(thread).values.word.bits != NONE:
            all.append(__op.deref(thread).values)
        thread = __op.deref(thread).younger
    return list_of(all^)


def _processor_count(args: Arguments) raises Raised -> Word:
    return small(num_logical_cores())


def _traceback_text(args: Arguments) raises Raised -> Word:
    """What is printed of an exception that nobody caught."""
    args.check_count("_traceback_text", 1, 1)
    return text_of(traceback_text(args[0]))
from ..parallel import publish_if_needed
