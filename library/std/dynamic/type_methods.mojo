"""The methods of built-in types as attributes of the types: `list.append`, `super().append`, `dir(list)`. They are put there when somebody asks."""

from .arguments import Arguments
from .attributes import bound
from .cells import ClassCell, string_of
from .errors import TYPE_ERROR, Raised, new_error
from .extended import plain
from .names import fixed_name, name_of
from .special_methods import call_special_method, special_number
from .word import KIND_CLASS, KIND_TYPE_METHOD, Cell, Object, Word, counted, give, new_cell, none, word_of

comptime OF_VALUES = 0
"""A method of values of the type."""
comptime OF_TYPE = 1
"""A method of the type itself, such as `dict.fromkeys`."""
comptime STATIC = 2
"""Such as `str.maketrans`."""
comptime OF_ATTRIBUTE = 3
"""Not a method: a value that each value of the type has, such as `slice.start`."""

comptime OF_SLOT = 4
"""A name in `__slots__`: instances have it themselves or not at all."""


struct TypeMethodCell:
    """Lives for ever."""

    var cell: Cell
    var owner: Word
    var name: Word
    var form: Int
    var special: Int
    """Number of a method with underscores; 0 for others."""


comptime _order = "__lt__ __le__ __eq__ __ne__ __gt__ __ge__ "
comptime _sequence = "__len__ __iter__ __contains__ __getitem__ __add__ __mul__ __rmul__ __repr__ count index "
comptime _arithmetic = (
    "__add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __rtruediv__ __floordiv__ __rfloordiv__ __mod__ __rmod__ "
    "__divmod__ __rdivmod__ __pow__ __rpow__ __neg__ __pos__ __abs__ __bool__ __int__ __float__ __trunc__ __floor__ __ceil__ "
    "__round__ __repr__ __hash__ __format__ as_integer_ratio conjugate is_integer @real @imag "
)
comptime _bits = "__and__ __rand__ __or__ __ror__ __xor__ __rxor__ "
comptime _bytes = (
    "__len__ __iter__ __contains__ __getitem__ __add__ __mul__ __rmul__ __mod__ __rmod__ __repr__ capitalize center count decode "
    "endswith expandtabs find hex index isalnum isalpha isascii isdigit islower isspace istitle isupper join ljust lower lstrip "
    "partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip "
    "swapcase title translate upper zfill ^fromhex =maketrans "
)
comptime _set = (
    "__len__ __iter__ __contains__ __repr__ __sub__ __rsub__ copy difference intersection isdisjoint issubset issuperset "
    "symmetric_difference union "
)
@always_inline
def ready(class_: Word):
    """Sees to it that the methods of a built-in type are among its attributes."""
    ref cell = __op.deref(class_.at[ClassCell]())
    if cell.builtin >= 0 and not cell.has_methods:
        _add_methods(class_)


def ready_all(class_: Word):
    """As `ready`, and those that it extends."""
    ref order = __op.deref(class_.at[ClassCell]()).order
    for i in range(len(order)):
        ready(order[i])


@no_inline
def _add_methods(class_: Word):
    ref cell = __op.deref(class_.at[ClassCell]())
    cell.has_methods = True
    ref name = string_of(cell.name.word)
    if name == "int":
        _add_names(class_, _order)
        _add_names(class_, _arithmetic)
        _add_names(class_, _bits)
        _add_names(
            class_,
            "__lshift__ __rlshift__ __rshift__ __rrshift__ __invert__ __index__ bit_length bit_count to_bytes ^from_bytes "
            "@numerator @denominator ",
        )
    elif name == "bool":
        _add_names(class_, _bits)
        _add_names(class_, "__invert__ __repr__ ")
    elif name == "float":
        _add_names(class_, _order)
        _add_names(class_, _arithmetic)
        _add_names(class_, "hex ^fromhex ")
    elif name == "complex":
        _add_names(
            class_,
            "__eq__ __ne__ __add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __rtruediv__ __pow__ __rpow__ "
            "__neg__ __pos__ __abs__ __bool__ __complex__ __repr__ __hash__ __format__ conjugate @real @imag ",
        )
    elif name == "str":
        _add_names(class_, _order)
        _add_names(
            class_,
            "__len__ __iter__ __contains__ __getitem__ __add__ __mul__ __rmul__ __mod__ __rmod__ __repr__ __str__ __hash__ "
            "__format__ capitalize casefold center count encode endswith expandtabs find format format_map index isalnum "
            "isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join "
            "ljust lower lstrip =maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit "
            "rstrip split splitlines startswith strip swapcase title translate upper zfill ",
        )
    elif name == "bytes":
        _add_names(class_, _order)
        _add_names(class_, _bytes)
        _add_names(class_, "__hash__ __bytes__ ")
    elif name == "bytearray":
        _add_names(class_, _order)
        _add_names(class_, _bytes)
        _add_names(
            class_,
            "__init__ __setitem__ __delitem__ __iadd__ __imul__ append clear copy extend insert pop remove reverse "
            "!__hash__ ",
        )
    elif name == "list":
        _add_names(class_, _order)
        _add_names(class_, _sequence)
        _add_names(
            class_,
            "__init__ __setitem__ __delitem__ __iadd__ __imul__ __reversed__ append clear copy extend insert pop remove "
            "reverse sort !__hash__ ^__class_getitem__ ",
        )
    elif name == "tuple":
        _add_names(class_, _order)
        _add_names(class_, _sequence)
        _add_names(class_, "__hash__ ^__class_getitem__ ")
    elif name == "range":
        _add_names(
            class_,
            "__len__ __iter__ __contains__ __getitem__ __eq__ __ne__ __repr__ __hash__ __bool__ __reversed__ count index "
            "@start @stop @step ",
        )
    elif name == "dict":
        _add_names(
            class_,
            "__init__ __len__ __iter__ __contains__ __getitem__ __setitem__ __delitem__ __eq__ __ne__ __or__ __ror__ "
            "__ior__ __repr__ __reversed__ clear copy ^fromkeys get items keys pop popitem setdefault update values "
            "!__hash__ ^__class_getitem__ ",
        )
    elif name == "set":
        _add_names(class_, _order)
        _add_names(class_, _bits)
        _add_names(class_, _set)
        _add_names(
            class_,
            "__init__ __isub__ __iand__ __ior__ __ixor__ add clear difference_update discard intersection_update pop remove "
            "symmetric_difference_update update !__hash__ ^__class_getitem__ ",
        )
    elif name == "frozenset":
        _add_names(class_, _order)
        _add_names(class_, _bits)
        _add_names(class_, _set)
        _add_names(class_, "__hash__ ^__class_getitem__ ")
    elif name == "slice":
        _add_names(class_, "__eq__ __ne__ __repr__ __hash__ indices @start @stop @step ")
    elif name == "dict_keys":
        _add_names(class_, "__len__ __iter__ __contains__ __eq__ __ne__ __repr__ __reversed__ isdisjoint ")
    elif name == "dict_items":
        _add_names(class_, "__len__ __iter__ __contains__ __eq__ __ne__ __repr__ __reversed__ isdisjoint ")
    elif name == "dict_values":
        _add_names(class_, "__len__ __iter__ __repr__ __reversed__ ")
    elif name == "mappingproxy":
        _add_names(class_, "__len__ __iter__ __contains__ __getitem__ __eq__ __ne__ __or__ __ror__ __repr__ copy get items keys values ")
    elif name == "memoryview":
        _add_names(
            class_,
            "__len__ __iter__ __getitem__ __setitem__ __eq__ __ne__ __repr__ __enter__ __exit__ tobytes tolist release hex cast "
            "toreadonly @obj @itemsize @nbytes @format @ndim @readonly @contiguous @c_contiguous @f_contiguous @shape @strides "
            "@suboffsets ",
        )
    elif name == "NoneType":
        _add_names(class_, "__bool__ __repr__ __eq__ __ne__ __hash__ ")
    elif name == "generator":
        _add_names(class_, "__iter__ __next__ send throw close ")
    elif name.endswith("iterator") or name == "enumerate" or name == "zip" or name == "map" or name == "filter" or name == "reversed":
        _add_names(class_, "__iter__ __next__ ")


def _add_names(class_: Word, names: StaticString):
    """`@` stands before an attribute, `^` before a method of the type, `=` before a static one, `!` before what is `None`."""
    ref attributes = __op.deref(class_.at[ClassCell]()).attributes
    var at = 0
    while at < names.byte_length():
        var end = at
        while names._byte(end) != 32:
            end += 1
        var mark = Int(names._byte(at))
        var is_marked = mark == 64 or mark == 94 or mark == 61 or mark == 33
        var start = at + 1 if is_marked else at
        var text = names._slice(start, end)
        var name = name_of(text._data, text._length)
        at = end + 1
        if mark == 33:
            attributes.set(name, Object(owning=none()))
            continue
        var form = OF_ATTRIBUTE if mark == 64 else (OF_TYPE if mark == 94 else (STATIC if mark == 61 else OF_VALUES))
        var method = Object(owning=_new_method(class_, name, form, text))
        if form == OF_TYPE:
            method = Object(owning=new_wrapped(1, method.word, none(), none()))
        elif form == STATIC:
            method = Object(owning=new_wrapped(0, method.word, none(), none()))
        attributes.set(name, method^)


def _new_method(class_: Word, name: Word, form: Int, text: StringSlice) -> Word:
    var cell = new_cell[TypeMethodCell](KIND_TYPE_METHOD)
    ref method = __op.deref(cell)
    method.owner = class_
    method.name = name
    method.form = form
    method.special = special_number(text)
    return word_of(cell)


def new_member(class_: Word, name: Word) -> Word:
    """What a class has under a name in its `__slots__`."""
    return _new_method(class_, name, OF_SLOT, "")


@always_inline
def type_method(word: Word) -> ref [MutableAnyOrigin] TypeMethodCell:
    return __op.deref(word.at[TypeMethodCell]())


def find_type_method(class_: Word, name: Word) -> Word:
    """What a built-in type has under a name, without a count; bits 0 if nothing."""
    ready_all(class_)
    return find_in_class(class_, name)


def value_attribute(value: Word, name: Word) raises Raised -> Word:
    """`value.name` of a value of a built-in type, with a count; bits 0 if there is none."""
    if has_coroutine(value) or value.is_(KIND_STEP):
        var own = generator_attribute(value, name)
        if own.bits != 0:
            return own
    if value.is_(KIND_TRACEBACK):
        var part = traceback_attribute(value, name)
        if part.bits != 0:
            return part
    var class_ = type_of(value)
    var found = find_type_method(class_, name)
    if found.is_(KIND_TYPE_METHOD) and type_method(found).form == OF_VALUES:
        return new_bound(value, name)
    if found.bits != 0:
        return described(found, value, class_)
    found = object_method(class_, name)
    return Word(0) if found.bits == 0 else described(found, value, class_)


def described_type_method(found: Word, receiver: Word) raises Raised -> Word:
    """What it gives as an attribute of a value; bits 0 if the type was asked."""
    ref method = type_method(found)
    if receiver.bits == 0:
        return counted(found)
    if method.form == OF_ATTRIBUTE:
        return plain_attribute(plain(receiver), method.name)
    if method.form == OF_SLOT:
        raise no_attribute(receiver, method.name)
    return bound(found, receiver)


def call_type_method(callee: Word, args: Arguments) raises Raised -> Word:
    """`list.append(items, x)`: the first argument is the receiver."""
    comptime if parallel:
        admit(args.words, args.count + args.named_count())
    ref method = type_method(callee)
    ref type = string_of(__op.deref(method.owner.at[ClassCell]()).name.word)
    if method.form == STATIC:
        return _of_type(method.owner, method.name, args)
    if args.count == 0:
        if method.special != 0:
            raise new_error(TYPE_ERROR, String("descriptor '", string_of(method.name), "' of '", type, "' object needs an argument"))
        raise new_error(TYPE_ERROR, String("unbound method ", type, ".", string_of(method.name), "() needs an argument"))
    var receiver = args[0]
    var rest = Arguments(__op.offset(args.words, Int(1).value), args.count - 1, args.names)
    if method.form == OF_TYPE:
        return _of_extending_type(method.owner, receiver, method.name, rest)
    if not subclass_of(type_of(receiver), method.owner):
        if method.special != 0:
            raise new_error(
                TYPE_ERROR,
                String("descriptor '", string_of(method.name), "' requires a '", type, "' object but received a '", type_name(receiver), "'"),
            )
        raise new_error(
            TYPE_ERROR,
            String("descriptor '", string_of(method.name), "' for '", type, "' objects doesn't apply to a '", type_name(receiver), "' object"),
        )
    if method.special != 0:
        return call_special_method(method.special, method.name, receiver, rest)
    return call_builtin_method_named(plain(receiver), method.name, rest.words, rest.count, rest.names)


def call_special_by_name(value: Word, name: Word, args: Arguments) raises Raised -> Word:
    """`value.__name__(...)` of a value of a built-in type; bits 0 if it has no such method."""
    var found = find_type_method(type_of(value), name)
    if found.is_(KIND_TYPE_METHOD) and type_method(found).special != 0:
        return call_special_method(type_method(found).special, name, value, args)
    found = object_method(type_of(value), name)
    if found.bits == 0:
        return Word(0)
    var method = Object(owning=described(found, value, type_of(value)))
    return call_general(method.word, args.words, args.count, args.names)


def _of_type(type: Word, name: Word, args: Arguments) raises Raised -> Word:
    var result = container_method(type, name, args)
    return value_method(type, name, args) if result.bits == 0 else result


def _of_extending_type(type: Word, class_: Word, name: Word, args: Arguments) raises Raised -> Word:
    """A method of a type, called on the type or on a class that extends it, which makes its own instances."""
    if not class_.is_(KIND_CLASS) or not subclass_of(class_, type):
        raise new_error(
            TYPE_ERROR, String("descriptor '", string_of(name), "' requires a subtype of '", string_of(__op.deref(type.at[ClassCell]()).name.word), "'")
        )
    if name == fixed_name("__class_getitem__"):
        return new_alias(class_, args[0])
    var made = Object(owning=_of_type(type, name, args))
    if class_ == type or class_ == type_of(made.word):
        return give(made^)
    if not made.word.is_(KIND_DICT):
        return call1(class_, made.word)
    var result = Object(owning=call0(class_))
    var iterator = Object(owning=iterate(made.word))
    while True:
        var item = next_of(iterator.word)
        if is_end(item):
            return give(result^)
        var key = Object(owning=item)
        var value = Object(owning=get_item(made.word, key.word))
        set_item(result.word, key.word, value.word)


def type_method_repr(word: Word) -> String:
    ref method = type_method(word)
    ref type = string_of(__op.deref(method.owner.at[ClassCell]()).name.word)
    if method.form == OF_SLOT:
        return String("<member '", string_of(method.name), "' of '", type, "' objects>")
    if method.form == OF_ATTRIBUTE:
        return String("<attribute '", string_of(method.name), "' of '", type, "' objects>")
    return String("<slot wrapper '" if method.special != 0 else "<method '", string_of(method.name), "' of '", type, "' objects>")


def type_method_kind(word: Word) -> String:
    """The name of its type."""
    ref method = type_method(word)
    if method.form == OF_SLOT:
        return "member_descriptor"
    if method.form == OF_ATTRIBUTE:
        return "getset_descriptor"
    return "wrapper_descriptor" if method.special != 0 else "method_descriptor"


def type_method_attribute(word: Word, name: Word) -> Word:
    """With a count; bits 0 if there is none."""
    ref method = type_method(word)
    if name == fixed_name("__name__"):
        return counted(method.name)
    if name == fixed_name("__objclass__"):
        return counted(method.owner)
    if name == fixed_name("__qualname__"):
        var text = String(string_of(__op.deref(method.owner.at[ClassCell]()).name.word), ".", string_of(method.name))
        return text_of(text^)
    if name == fixed_name("__doc__"):
        return none()
    return Word(0)


from .attributes import described, no_attribute
from .builtins import call_builtin_method_named
from .calls import call0, call1, call_general
from .cells import text_of
from .classes import find_in_class, subclass_of
from .container_methods import container_method, new_bound
from .generator_methods import generator_attribute
from .tracebacks import traceback_attribute
from .word import KIND_TRACEBACK
from .generators import has_coroutine
from .generic_aliases import new_alias
from .word import KIND_STEP
from .object_methods import new_wrapped, object_method
from .printing import type_name
from .sequences import get_item, is_end, iterate, next_of, set_item
from .type_attributes import plain_attribute
from .types import type_of
from .value_builtins import value_method
from .word import KIND_DICT
from .parallel import admit
from .word import parallel
