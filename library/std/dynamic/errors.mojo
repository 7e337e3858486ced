"""Python's exceptions as Mojo's errors: `Raised` carries one. How exceptions are made, and what all of them have."""

from .cells import InstanceCell, list_of, text_of
from .classes import class_of, new_instance, subclass_of
from .word import KIND_CLASS, KIND_INSTANCE, KIND_TUPLE, Object, Word, counted, none


struct Raised(Movable, Writable):
    """What `raise` sends up."""

    var value: Object

    @always_inline
    def __init__(out self, var value: Object):
        self.value = value^

    def write_to[W: Writer](self, mut writer: W):
        """As the last line of a traceback."""
        from .exception_text import exception_line

        writer.write_string(exception_line(self.value.word))


struct _ErrorClasses:
    var classes: __type.array[Word, 96]

    @always_inline
    def __init__(out self):
        self.classes = __op.uninitialized[__type.array[Word, 96]]()


var _error_classes: _ErrorClasses = _ErrorClasses()

# As in `exception_classes.mojo`
comptime BASE_EXCEPTION = 0
comptime EXCEPTION = 1
comptime TYPE_ERROR = 2
comptime VALUE_ERROR = 3
comptime INDEX_ERROR = 4
comptime KEY_ERROR = 5
comptime NAME_ERROR = 6
comptime UNBOUND_LOCAL_ERROR = 7
comptime ATTRIBUTE_ERROR = 8
comptime ZERO_DIVISION_ERROR = 9
comptime OVERFLOW_ERROR = 10
comptime ASSERTION_ERROR = 11
comptime RUNTIME_ERROR = 12
comptime NOT_IMPLEMENTED_ERROR = 13
comptime STOP_ITERATION = 14
comptime GENERATOR_EXIT = 15
comptime LOOKUP_ERROR = 16
comptime UNICODE_ERROR = 17
comptime UNICODE_ENCODE_ERROR = 18
comptime UNICODE_DECODE_ERROR = 19
comptime SYSTEM_EXIT = 21
comptime BUFFER_ERROR = 24
comptime EOF_ERROR = 25
comptime IMPORT_ERROR = 26
comptime MODULE_NOT_FOUND_ERROR = 27
comptime MEMORY_ERROR = 28
comptime OS_ERROR = 29
comptime FIRST_OS_ERROR = 30
comptime REFERENCE_ERROR = 45
comptime RECURSION_ERROR = 46
comptime STOP_ASYNC_ITERATION = 48
comptime SYNTAX_ERROR = 49
comptime INDENTATION_ERROR = 50
comptime UNICODE_TRANSLATE_ERROR = 53
comptime BASE_EXCEPTION_GROUP = 66
comptime EXCEPTION_GROUP = 67
comptime error_class_count = 68


@always_inline
def error_class(number: Int) -> Word:
    return __op.array_element(_error_classes.classes, number.value)


def error_class_is_builtin(class_: Word) -> Bool:
    for number in range(error_class_count):
        if error_class(number) == class_:
            return True
    return False


def set_error_class(number: Int, word: Word):
    __op.array_element(_error_classes.classes, number.value) = word


def is_exception(value: Word) -> Bool:
    return value.is_(KIND_INSTANCE) and subclass_of(class_of(value), error_class(BASE_EXCEPTION))


def is_exception_class(value: Word) -> Bool:
    return value.is_(KIND_CLASS) and subclass_of(value, error_class(BASE_EXCEPTION))


# What every exception has, in its first slots

comptime ARGS = 0
comptime TRACEBACK = 1
comptime CONTEXT = 2
comptime CAUSE = 3
comptime SUPPRESS_CONTEXT = 4
comptime field_count = 5
comptime field_names = ["args", "__traceback__", "__context__", "__cause__", "__suppress_context__"]


def field(exception: Word, index: Int) -> Word:
    """Without a count."""
    return __op.deref(__op.offset(__op.deref(exception.at[InstanceCell]()).slots, index.value)).word


def set_field(exception: Word, index: Int, value: Word):
    __op.deref(__op.offset(__op.deref(exception.at[InstanceCell]()).slots, index.value)) = Object(sharing=value)


def new_exception(class_: Word, var args: List[Object]) -> Word:
    """An exception that nobody has raised yet."""
    var instance = new_instance(class_)
    ref cell = __op.deref(instance.at[InstanceCell]())
    __op.initialize(cell.slots, Object(owning=list_of(args^, KIND_TUPLE)))
    for index in range(1, field_count):
        __op.initialize(__op.offset(cell.slots, index.value), Object(owning=none()))
    set_field(instance, SUPPRESS_CONTEXT, truth(False))
    cell.count = field_count
    return instance


# Raising


@no_inline
def new_error(number: Int, var message: String) -> Raised:
    """An exception with a message."""
    var text = Object(owning=text_of(message^))
    return error_with(number, text.word)


def error_with(number: Int, value: Word) -> Raised:
    """An exception with a value as its only argument."""
    return _error_with(error_class(number), value)


def error_of(class_: Word, var message: String) -> Raised:
    """An exception of any class that makes none of its own."""
    var text = Object(owning=text_of(message^))
    return _error_with(class_, text.word)


def _error_with(class_: Word, value: Word) -> Raised:
    var args = List[Object]()
    args.append(Object(sharing=value))
    var exception = Object(owning=new_exception(class_, args^))
    set_context(exception.word)
    return Raised(exception^)


def take_value(var error: Raised) -> Word:
    """The exception that was raised, with its count."""
    return counted(error.value.word)


def raise_again(value: Word) raises Raised:
    """Raises an exception that was caught."""
    raise Raised(Object(sharing=value))


from .handled import set_context
from .word import truth
