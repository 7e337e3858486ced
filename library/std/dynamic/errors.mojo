"""Python's exceptions as Mojo's errors: `Raised` carries one."""

from .cells import ClassCell, items_of, list_of, string_of, text_of
from .attributes import set_new_attribute
from .classes import class_of, new_instance, subclass_of
from .word import KIND_LIST, KIND_TUPLE, Object, Word, counted, none


struct Raised(Movable, Writable):
    """What `raise` sends up."""

    var value: Object

    @always_inline
    def __init__(out self, var value: Object):
        self.value = value^

    def write_to[W: Writer](self, mut writer: W):
        """As the last line of a traceback."""
        from .printing import exception_line

        writer.write_string(exception_line(self.value.word))


struct _ErrorClasses:
    var classes: __type.array[Word, 64]
    var args: Word

    @always_inline
    def __init__(out self):
        self.classes = __op.uninitialized[__type.array[Word, 64]]()
        self.args = Word(0)


var _error_classes: _ErrorClasses = _ErrorClasses()

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
comptime MEMORY_ERROR = 20
comptime error_class_count = 21


def error_class(number: Int) -> Word:
    return __op.array_element(_error_classes.classes, number.value)


def error_class_is_builtin(class_: Word) -> Bool:
    for number in range(error_class_count):
        if error_class(number) == class_:
            return True
    return False


def set_error_class(number: Int, word: Word):
    __op.array_element(_error_classes.classes, number.value) = word


def new_error(number: Int, var message: String) -> Raised:
    """An exception with a message."""
    var text = Object(owning=text_of(message^))
    return error_with(number, text.word)


def error_with(number: Int, value: Word) -> Raised:
    """An exception with a value as its only argument."""
    var exception = Object(owning=new_instance(error_class(number)))
    var args = List[Object]()
    args.append(Object(sharing=value))
    set_new_attribute(exception.word, args_name(), Object(owning=list_of(args^, KIND_TUPLE)))
    return Raised(exception^)


def args_name() -> Word:
    return _error_classes.args


def set_args_name(word: Word):
    _error_classes.args = word


def take_value(var error: Raised) -> Word:
    """The exception that was raised, with its count."""
    return counted(error.value.word)


def raise_again(value: Word) raises Raised:
    """Raises an exception that was caught."""
    raise Raised(Object(sharing=value))
