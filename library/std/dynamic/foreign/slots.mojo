"""What CPython calls when it does something with a value of ours: C functions, which never raise but give null or -1 with the exception in CPython's hand.

Operators ask the methods of the value's class only, never what the operator would do with both values: the other one may be CPython's, which would ask back.
"""

from ...memory.raw import raw_allocate
from ...python.cpython import Object as Address, running_python
from ...python.python_object import PythonObject
from ..attributes import attribute_of, delete_attribute, set_attribute_of
from ..calls import call_general
from ..cells import items_of, list_of, text_of
from ..class_builtins import is_callable
from ..classes import class_of, find_in_class, subclass_of
from ..elements import delete_item
from ..errors import ATTRIBUTE_ERROR, Raised, error_class
from ..handled import Handled, handling_place, push_handled, return_to
from ..hashing import hash_of
from ..integers import integer_of
from ..names import fixed_name, interned
from ..numbers import is_true
from ..printing import to_repr, to_text
from ..recursion import is_on_other_stack
from ..threads import Thread, enter_callback, leave_callback
from ..sequences import contains, get_item, is_end, iterate, length, next_of, set_item
from ..special_calls import call_on, call_on1
from ..type_methods import ready_all
from ..types import type_of
from ..word import KIND_DICT, KIND_INSTANCE, KIND_LIST, KIND_SET, KIND_TUPLE, NONE, NOT_IMPLEMENTED, Object, Word, counted, none
from .conversions import object_of, value_by_content, value_of
from .errors import raise_in_python
from .signatures import has_signature, signature_of
from .interpreter import foreign, helper, is_null, same_object, type_address
from .wrappers import class_of_type, end_of_wrapper, word_in, word_in_wrapper

comptime Unary = def(Address) abi("C") thin -> Address
comptime Binary = def(Address, Address) abi("C") thin -> Address
comptime Ternary = def(Address, Address, Address) abi("C") thin -> Address
comptime Test = def(Address) abi("C") thin -> Int32
comptime BinaryTest = def(Address, Address) abi("C") thin -> Int32
comptime TernaryTest = def(Address, Address, Address) abi("C") thin -> Int32
comptime Size = def(Address) abi("C") thin -> Int
comptime ItemAt = def(Address, Int) abi("C") thin -> Address
comptime Comparison = def(Address, Address, Int32) abi("C") thin -> Address
comptime GetBuffer = def(Address, Address, Int32) abi("C") thin -> Int32
comptime ReleaseBuffer = def(Address, Address) abi("C") thin -> None
comptime Action = def(Address) abi("C") thin -> None


struct Slots(Movable):
    """The table of `PyType_Slot` that a type is made of."""

    var numbers: List[Int]
    var functions: List[Address]

    def __init__(out self):
        self.numbers = List[Int]()
        self.functions = List[Address]()

    def add(mut self, number: Int, function: Unary):
        self._add(number, function)

    def add(mut self, number: Int, function: Binary):
        self._add(number, function)

    def add(mut self, number: Int, function: Ternary):
        self._add(number, function)

    def add(mut self, number: Int, function: Test):
        self._add(number, function)

    def add(mut self, number: Int, function: BinaryTest):
        self._add(number, function)

    def add(mut self, number: Int, function: TernaryTest):
        self._add(number, function)

    def add(mut self, number: Int, function: Size):
        self._add(number, function)

    def add(mut self, number: Int, function: ItemAt):
        self._add(number, function)

    def add(mut self, number: Int, function: Comparison):
        self._add(number, function)

    def add(mut self, number: Int, function: Action):
        self._add(number, function)

    def add(mut self, number: Int, function: GetBuffer):
        self._add(number, function)

    def add(mut self, number: Int, function: ReleaseBuffer):
        self._add(number, function)

    def _add[F: AnyType](mut self, number: Int, function: F):
        var held = function
        self.numbers.append(number)
        self.functions.append(__op.load(__op.pointer_cast[Address](__op.address_of(held))))

    def finished(self) -> Address:
        """As C wants it; never freed, as types live for ever."""
        var count = len(self.numbers)
        var words = raw_allocate[Int](2 * count + 2)
        for i in range(count):
            __op.store(__op.offset(words, (2 * i).value), self.numbers[i])
            __op.store(__op.offset(words, (2 * i + 1).value), Int(raw=__op.pointer_to_int(self.functions[i])))
        __op.store(__op.offset(words, (2 * count).value), Int(0))
        __op.store(__op.offset(words, (2 * count + 1).value), Int(0))
        return __op.pointer_cast[UInt8](words)


def _given(value: Word) raises Raised -> Address:
    """The object for a result, whose count is taken over, with a reference."""
    var kept = Object(owning=value)
    return object_of(kept.word)._release()


def _with_reference(object: Address) -> Address:
    running_python().inc_ref(object)
    return object


def _answer(value: Bool) -> Int32:
    return Int32(Int(value))


# Life


def slot_deallocate(self: Address) abi("C"):
    var type = type_address(self)
    end_of_wrapper(self)
    foreign().free(self)
    running_python().dec_ref(type)


def slot_new(type: Address, arguments: Address, keywords: Address) abi("C") -> Address:
    """`Class(...)`, called by CPython."""
    try:
        return _given(call_with_objects(class_of_type(type), arguments, keywords))
    except error:
        return raise_in_python(error^)


# Attributes


def slot_get_attribute(self: Address, name: Address) abi("C") -> Address:
    try:
        var word = word_in(self)
        var key = Object(owning=value_of(name))
        var own = interned(key.word)
        if own == fixed_name("__class__"):
            var class_ = object_of(type_of(word))
            # Of functions and the like the type of their wrappers: CPython's own have what ours have not.
            var is_type = foreign().is_subtype(type_address(class_._obj_ptr), foreign().type) != 0
            return class_._release() if is_type else _with_reference(type_address(self))
        if own == fixed_name("__signature__") and has_signature(word):
            return signature_of(word)._release()
        return _given(attribute_of(word, own))
    except error:
        if subclass_of(class_of(error.value.word), error_class(ATTRIBUTE_ERROR)):
            # What every object of CPython has, such as `__reduce_ex__`.
            var found = foreign().generic_attribute(self, name)
            if not is_null(found):
                return found
            running_python().err_clear()
        return raise_in_python(error^)


def slot_set_attribute(self: Address, name: Address, value: Address) abi("C") -> Int32:
    try:
        var key = Object(owning=value_of(name))
        if is_null(value):
            delete_attribute(word_in(self), interned(key.word))
        else:
            var new = Object(owning=value_of(value))
            set_attribute_of(word_in(self), interned(key.word), new.word)
        return Int32(0)
    except error:
        _ = raise_in_python(error^)
        return Int32(-1)


def slot_describe(self: Address, instance: Address, class_: Address) abi("C") -> Address:
    """A function in a class of CPython becomes a method."""
    if is_null(instance) or same_object(instance, running_python().none):
        return _with_reference(self)
    ref python = running_python()
    var bind = helper("bound")
    var arguments = PythonObject(from_owned=python.tuple_new(2))
    _ = python.tuple_set(arguments._obj_ptr, 0, _with_reference(self))
    _ = python.tuple_set(arguments._obj_ptr, 1, _with_reference(instance))
    var result = python.call(bind._obj_ptr, arguments._obj_ptr, __op.null[UInt8]())
    _ = arguments^
    return result


# Calls


def slot_call(self: Address, arguments: Address, keywords: Address) abi("C") -> Address:
    try:
        return _given(call_with_objects(word_in(self), arguments, keywords))
    except error:
        return raise_in_python(error^)


def call_with_objects(callee: Word, arguments: Address, keywords: Address) raises Raised -> Word:
    """A call of a value with a tuple and a dictionary of CPython."""
    ref c = foreign()
    var kept = List[Object]()
    var words = List[Word]()
    var count = c.tuple_size(arguments)
    for i in range(count):
        kept.append(Object(owning=value_of(c.tuple_item(arguments, i))))
        words.append(kept[i].word)
    var names = List[Object]()
    if not is_null(keywords):
        var at = Int(0)
        var key = __op.null[UInt8]()
        var item = __op.null[UInt8]()
        while c.dict_next(keywords, __op.address_of(at), __op.address_of(key), __op.address_of(item)) != 0:
            var name = Object(owning=value_of(key))
            names.append(Object(sharing=interned(name.word)))
            kept.append(Object(owning=value_of(item)))
            words.append(kept[len(kept) - 1].word)
    var has_names = len(names) > 0
    var tuple = Object(owning=list_of(names^, KIND_TUPLE))
    var me = enter_callback()
    var before = handling_place()
    var place = Handled()
    push_handled(__op.address_of(place))
    if is_on_other_stack() or __op.ne(me, __op.null[Thread]()):
        place.below = __op.null[Handled]()
    var result: Word
    try:
        result = call_general(callee, words.unsafe_ptr().address, count, tuple.word if has_names else Word(0))
    except error:
        return_to(before)
        leave_callback(me)
        raise error^
    return_to(before)
    _ = len(words)
    _ = len(kept)
    _ = tuple^
    leave_callback(me)
    return result


# Texts, numbers, truth


def slot_repr(self: Address) abi("C") -> Address:
    try:
        return _given(text_of(to_repr(word_in(self))))
    except error:
        return raise_in_python(error^)


def slot_str(self: Address) abi("C") -> Address:
    try:
        return _given(text_of(to_text(word_in(self))))
    except error:
        return raise_in_python(error^)


def slot_hash(self: Address) abi("C") -> Int:
    try:
        var hash = hash_of(word_in(self))
        # -1 is an error.
        return hash - 1 if hash == -1 else hash
    except error:
        _ = raise_in_python(error^)
        return -1


def slot_truth(self: Address) abi("C") -> Int32:
    try:
        return _answer(is_true(word_in(self)))
    except error:
        _ = raise_in_python(error^)
        return Int32(-1)


def slot_index(self: Address) abi("C") -> Address:
    return _ask(self, "__index__")


def slot_int(self: Address) abi("C") -> Address:
    return _ask(self, "__int__")


def slot_float(self: Address) abi("C") -> Address:
    return _ask(self, "__float__")


def _ask(self: Address, name: StaticString) -> Address:
    try:
        var word = word_in(self)
        return _given(call_on(find_in_class(type_of(word), fixed_name(name)), word))
    except error:
        return raise_in_python(error^)


# Elements


def slot_iterate(self: Address) abi("C") -> Address:
    try:
        return _given(iterate(word_in(self)))
    except error:
        return raise_in_python(error^)


def slot_next(self: Address) abi("C") -> Address:
    try:
        var item = next_of(word_in(self))
        return __op.null[UInt8]() if is_end(item) else _given(item)
    except error:
        return raise_in_python(error^)


def slot_length(self: Address) abi("C") -> Int:
    try:
        return length(word_in(self))
    except error:
        _ = raise_in_python(error^)
        return -1


def slot_contains(self: Address, item: Address) abi("C") -> Int32:
    try:
        var wanted = Object(owning=value_of(item))
        return _answer(contains(wanted.word, word_in(self)))
    except error:
        _ = raise_in_python(error^)
        return Int32(-1)


def slot_get_item(self: Address, key: Address) abi("C") -> Address:
    try:
        var index = Object(owning=value_of(key))
        return _given(get_item(word_in(self), index.word))
    except error:
        return raise_in_python(error^)


def slot_item_at(self: Address, index: Int) abi("C") -> Address:
    try:
        var at = Object(owning=integer_of(index))
        return _given(get_item(word_in(self), at.word))
    except error:
        return raise_in_python(error^)


def slot_set_item(self: Address, key: Address, value: Address) abi("C") -> Int32:
    try:
        var index = Object(owning=value_of(key))
        if is_null(value):
            delete_item(word_in(self), index.word)
        else:
            var new = Object(owning=value_of(value))
            set_item(word_in(self), index.word, new.word)
        return Int32(0)
    except error:
        _ = raise_in_python(error^)
        return Int32(-1)


# Operators


def slot_rich_compare(self: Address, other: Address, which: Int32) abi("C") -> Address:
    comptime names = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"]
    try:
        var name = Word(0)
        comptime for i in range(6):
            comptime known = names[i]
            if Int(which) == i:
                name = fixed_name(known)
        var word = word_in(self)
        var result = _by_method(word, name, other)
        if result.bits != NOT_IMPLEMENTED:
            return _given(result)
        return _with_reference(foreign().not_implemented)
    except error:
        return raise_in_python(error^)


def _by_method(word: Word, name: Word, other: Address) raises Raised -> Word:
    """What a method of the value's class says; `NotImplemented` if there is none."""
    var method = find_in_class(type_of(word), name)
    if method.bits == 0 or method.bits == NONE:
        return Word(NOT_IMPLEMENTED)
    var argument = Object(owning=value_of(other) if word.is_(KIND_INSTANCE) else value_by_content(other))
    return call_on1(method, word, argument.word)


comptime _operators = [
    "__add__", "__sub__", "__mul__", "__truediv__", "__floordiv__", "__mod__", "__matmul__", "__lshift__", "__rshift__", "__and__", "__or__", "__xor__",
    "__divmod__", "__pow__",
]
comptime _reflected = [
    "__radd__", "__rsub__", "__rmul__", "__rtruediv__", "__rfloordiv__", "__rmod__", "__rmatmul__", "__rlshift__", "__rrshift__", "__rand__", "__ror__",
    "__rxor__", "__rdivmod__", "__rpow__",
]
comptime _in_place = [
    "__iadd__", "__isub__", "__imul__", "__itruediv__", "__ifloordiv__", "__imod__", "__imatmul__", "__ilshift__", "__irshift__", "__iand__", "__ior__",
    "__ixor__",
]
comptime _operator_slots = [7, 36, 29, 37, 12, 34, 75, 28, 35, 8, 31, 38, 10, 33]
comptime _in_place_slots = [14, 22, 18, 24, 16, 20, 76, 17, 21, 15, 19, 25]
comptime _unary = ["__neg__", "__pos__", "__abs__", "__invert__"]
comptime _unary_slots = [30, 32, 6, 27]


def add_operators(mut slots: Slots, class_: Word):
    """Those that the class has methods for."""
    comptime for i in range(len(_operators)):
        if _has(class_, _operators[i]) or _has(class_, _reflected[i]):
            comptime if i == len(_operators) - 1:
                slots.add(_operator_slots[i], _slot_power)
            else:
                slots.add(_operator_slots[i], _slot_binary[i])
    comptime for i in range(len(_in_place)):
        if _has(class_, _in_place[i]):
            slots.add(_in_place_slots[i], _slot_in_place[i])
    comptime for i in range(len(_unary)):
        if _has(class_, _unary[i]):
            slots.add(_unary_slots[i], _slot_unary[i])


def _has(class_: Word, name: StaticString) -> Bool:
    return find_in_class(class_, fixed_name(name)).bits != 0


def _slot_binary[which: Int](left: Address, right: Address) abi("C") -> Address:
    return _operate(left, right, fixed_name(_operators[which]), fixed_name(_reflected[which]))


def _slot_power(left: Address, right: Address, modulus: Address) abi("C") -> Address:
    return _operate(left, right, fixed_name("__pow__"), fixed_name("__rpow__"))


def _operate(left: Address, right: Address, name: Word, reflected: Word) -> Address:
    """One of the two is a wrapper, or both."""
    try:
        var a = word_in_wrapper(left, type_address(left))
        if a.bits != 0 and not a.is_(KIND_CLASS):
            var result = _by_method(a, name, right)
            if result.bits != NOT_IMPLEMENTED:
                return _given(result)
        var b = word_in_wrapper(right, type_address(right))
        if b.bits != 0 and not b.is_(KIND_CLASS):
            var result = _by_method(b, reflected, left)
            if result.bits != NOT_IMPLEMENTED:
                return _given(result)
        return _with_reference(foreign().not_implemented)
    except error:
        return raise_in_python(error^)


def _slot_in_place[which: Int](self: Address, other: Address) abi("C") -> Address:
    try:
        var result = _by_method(word_in(self), fixed_name(_in_place[which]), other)
        return _with_reference(foreign().not_implemented) if result.bits == NOT_IMPLEMENTED else _given(result)
    except error:
        return raise_in_python(error^)


def _slot_unary[which: Int](self: Address) abi("C") -> Address:
    return _ask(self, _unary[which])


from ..word import KIND_CLASS
