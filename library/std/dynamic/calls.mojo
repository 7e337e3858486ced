"""Calls of values: of functions with positional arguments directly, of everything else by what it is."""

from .attributes import AttributeCache
from .cells import BuiltinCell, FunctionCell, MethodCell
from .classes import HAS_GETATTRIBUTE, _world, class_of, find_in_class, traits_of
from .errors import TYPE_ERROR, Raised, new_error
from .word import KIND_BUILTIN, KIND_CLASS, KIND_FUNCTION, KIND_INSTANCE, KIND_METHOD, Object, Word, shape_of_kind

comptime Code0 = def(Word) raises Raised thin -> Word
comptime Code1 = def(Word, Word) raises Raised thin -> Word
comptime Code2 = def(Word, Word, Word) raises Raised thin -> Word
comptime Code3 = def(Word, Word, Word, Word) raises Raised thin -> Word
comptime Code4 = def(Word, Word, Word, Word, Word) raises Raised thin -> Word
comptime Code5 = def(Word, Word, Word, Word, Word, Word) raises Raised thin -> Word

comptime CodeMany = def(Word, Words) raises Raised thin -> Word

comptime Words = __type.pointer[Word]

comptime native_arity = -2
"""Where threads run at once: of functions in Mojo, which are not to be called directly."""


@always_inline
def _code[F: AnyType](callee: Word) -> F:
    return __op.load(__op.pointer_cast[F](__op.address_of(__op.deref(callee.at[FunctionCell]()).entry)))


@always_inline
def _run0(callee: Word) raises Raised -> Word:
    comptime if parallel:
        if __op.unlikely(Bool(holds_run_time()).value):
            return _run_outside0(callee)
    return _code[Code0](callee)(callee)


@always_inline
def _run1(callee: Word, a: Word) raises Raised -> Word:
    comptime if parallel:
        if __op.unlikely(Bool(holds_run_time()).value):
            return _run_outside1(callee, a)
    return _code[Code1](callee)(callee, a)


@always_inline
def _run2(callee: Word, a: Word, b: Word) raises Raised -> Word:
    comptime if parallel:
        if __op.unlikely(Bool(holds_run_time()).value):
            return _run_outside2(callee, a, b)
    return _code[Code2](callee)(callee, a, b)


@always_inline
def _run3(callee: Word, a: Word, b: Word, c: Word) raises Raised -> Word:
    comptime if parallel:
        if __op.unlikely(Bool(holds_run_time()).value):
            return _run_outside3(callee, a, b, c)
    return _code[Code3](callee)(callee, a, b, c)


@always_inline
def _run4(callee: Word, a: Word, b: Word, c: Word, d: Word) raises Raised -> Word:
    comptime if parallel:
        if __op.unlikely(Bool(holds_run_time()).value):
            return _run_outside4(callee, a, b, c, d)
    return _code[Code4](callee)(callee, a, b, c, d)


@always_inline
def _run5(callee: Word, a: Word, b: Word, c: Word, d: Word, e: Word) raises Raised -> Word:
    comptime if parallel:
        if __op.unlikely(Bool(holds_run_time()).value):
            return _run_outside5(callee, a, b, c, d, e)
    return _code[Code5](callee)(callee, a, b, c, d, e)


def _run_many(callee: Word, words: Words) raises Raised -> Word:
    comptime if parallel:
        if holds_run_time():
            admit(words, __op.deref(__op.deref(callee.at[FunctionCell]()).code.at[CodeCell]()).total)
            var left = step_out()
            try:
                return _come_back(left, _code[CodeMany](callee)(callee, words))
            except error:
                raise _come_back_raised(left, error^)
    return _code[CodeMany](callee)(callee, words)


# Compiled code called by the run time, where threads run at once: without its lock


def _come_back(left: Left, result: Word) -> Word:
    step_in(left)
    if left.is_sharing:
        publish(result)
    return result


def _come_back_raised(left: Left, var error: Raised) -> Raised:
    step_in(left)
    if left.is_sharing:
        publish(error.value.word)
    return error^


@no_inline
def _run_outside0(callee: Word) raises Raised -> Word:
    var left = step_out()
    try:
        return _come_back(left, _code[Code0](callee)(callee))
    except error:
        raise _come_back_raised(left, error^)


@no_inline
def _run_outside1(callee: Word, a: Word) raises Raised -> Word:
    if is_sharing():
        publish(a)
    var left = step_out()
    try:
        return _come_back(left, _code[Code1](callee)(callee, a))
    except error:
        raise _come_back_raised(left, error^)


@no_inline
def _run_outside2(callee: Word, a: Word, b: Word) raises Raised -> Word:
    if is_sharing():
        publish(a)
        publish(b)
    var left = step_out()
    try:
        return _come_back(left, _code[Code2](callee)(callee, a, b))
    except error:
        raise _come_back_raised(left, error^)


@no_inline
def _run_outside3(callee: Word, a: Word, b: Word, c: Word) raises Raised -> Word:
    if is_sharing():
        publish(a)
        publish(b)
        publish(c)
    var left = step_out()
    try:
        return _come_back(left, _code[Code3](callee)(callee, a, b, c))
    except error:
        raise _come_back_raised(left, error^)


@no_inline
def _run_outside4(callee: Word, a: Word, b: Word, c: Word, d: Word) raises Raised -> Word:
    if is_sharing():
        publish(a)
        publish(b)
        publish(c)
        publish(d)
    var left = step_out()
    try:
        return _come_back(left, _code[Code4](callee)(callee, a, b, c, d))
    except error:
        raise _come_back_raised(left, error^)


@no_inline
def _run_outside5(callee: Word, a: Word, b: Word, c: Word, d: Word, e: Word) raises Raised -> Word:
    if is_sharing():
        publish(a)
        publish(b)
        publish(c)
        publish(d)
        publish(e)
    var left = step_out()
    try:
        return _come_back(left, _code[Code5](callee)(callee, a, b, c, d, e))
    except error:
        raise _come_back_raised(left, error^)


@always_inline
def _takes(callee: Word, count: Int) -> Bool:
    """Whether it is a function of this many arguments."""
    return (
        callee.is_cell()
        and __op.eq(callee.shape(), shape_of_kind(KIND_FUNCTION))
        and __op.deref(callee.at[FunctionCell]()).arity == count
    )


@always_inline
def call0(callee: Word) raises Raised -> Word:
    if __op.likely(_takes(callee, 0).value):
        comptime if parallel:
            return _run0(callee)
        else:
            return _code[Code0](callee)(callee)
    return _call0(callee)


@no_inline
def _call0(callee: Word) raises Raised -> Word:
    if is_plain_class(callee):
        var initializer = __op.deref(callee.at[ClassCell]()).initializer
        if initializer.bits == 0:
            return new_instance(callee)
        if _takes(initializer, 1):
            var made = Object(owning=new_instance(callee))
            check_initialized(_run1(initializer, made.word))
            return give(made^)
    var words = __op.uninitialized[__type.array[Word, 1]]()
    return call_words(callee, __op.pointer_cast[Word](__op.address_of(words)), 0)


@always_inline
def call1(callee: Word, a: Word) raises Raised -> Word:
    if __op.likely(_takes(callee, 1).value):
        comptime if parallel:
            return _run1(callee, a)
        else:
            return _code[Code1](callee)(callee, a)
    return _call1(callee, a)


@no_inline
def _call1(callee: Word, a: Word) raises Raised -> Word:
    if is_plain_class(callee):
        var initializer = __op.deref(callee.at[ClassCell]()).initializer
        if initializer.bits != 0 and _takes(initializer, 2):
            var made = Object(owning=new_instance(callee))
            check_initialized(_run2(initializer, made.word, a))
            return give(made^)
    var words = __op.uninitialized[__type.array[Word, 1]]()
    __op.array_element(words, Int(0).value) = a
    return call_words(callee, __op.pointer_cast[Word](__op.address_of(words)), 1)


@always_inline
def call2(callee: Word, a: Word, b: Word) raises Raised -> Word:
    if __op.likely(_takes(callee, 2).value):
        comptime if parallel:
            return _run2(callee, a, b)
        else:
            return _code[Code2](callee)(callee, a, b)
    return _call2(callee, a, b)


@no_inline
def _call2(callee: Word, a: Word, b: Word) raises Raised -> Word:
    if is_plain_class(callee):
        var initializer = __op.deref(callee.at[ClassCell]()).initializer
        if initializer.bits != 0 and _takes(initializer, 3):
            var made = Object(owning=new_instance(callee))
            check_initialized(_run3(initializer, made.word, a, b))
            return give(made^)
    var words = __op.uninitialized[__type.array[Word, 2]]()
    __op.array_element(words, Int(0).value) = a
    __op.array_element(words, Int(1).value) = b
    return call_words(callee, __op.pointer_cast[Word](__op.address_of(words)), 2)


@always_inline
def call3(callee: Word, a: Word, b: Word, c: Word) raises Raised -> Word:
    if __op.likely(_takes(callee, 3).value):
        comptime if parallel:
            return _run3(callee, a, b, c)
        else:
            return _code[Code3](callee)(callee, a, b, c)
    return _call3(callee, a, b, c)


@no_inline
def _call3(callee: Word, a: Word, b: Word, c: Word) raises Raised -> Word:
    if is_plain_class(callee):
        var initializer = __op.deref(callee.at[ClassCell]()).initializer
        if initializer.bits != 0 and _takes(initializer, 4):
            var made = Object(owning=new_instance(callee))
            check_initialized(_run4(initializer, made.word, a, b, c))
            return give(made^)
    var words = __op.uninitialized[__type.array[Word, 3]]()
    __op.array_element(words, Int(0).value) = a
    __op.array_element(words, Int(1).value) = b
    __op.array_element(words, Int(2).value) = c
    return call_words(callee, __op.pointer_cast[Word](__op.address_of(words)), 3)


@always_inline
def call4(callee: Word, a: Word, b: Word, c: Word, d: Word) raises Raised -> Word:
    if __op.likely(_takes(callee, 4).value):
        comptime if parallel:
            return _run4(callee, a, b, c, d)
        else:
            return _code[Code4](callee)(callee, a, b, c, d)
    return _call4(callee, a, b, c, d)


@no_inline
def _call4(callee: Word, a: Word, b: Word, c: Word, d: Word) raises Raised -> Word:
    if is_plain_class(callee):
        var initializer = __op.deref(callee.at[ClassCell]()).initializer
        if initializer.bits != 0 and _takes(initializer, 5):
            var made = Object(owning=new_instance(callee))
            check_initialized(_run5(initializer, made.word, a, b, c, d))
            return give(made^)
    var words = __op.uninitialized[__type.array[Word, 4]]()
    __op.array_element(words, Int(0).value) = a
    __op.array_element(words, Int(1).value) = b
    __op.array_element(words, Int(2).value) = c
    __op.array_element(words, Int(3).value) = d
    return call_words(callee, __op.pointer_cast[Word](__op.address_of(words)), 4)


@always_inline
def call5(callee: Word, a: Word, b: Word, c: Word, d: Word, e: Word) raises Raised -> Word:
    if __op.likely(_takes(callee, 5).value):
        comptime if parallel:
            return _run5(callee, a, b, c, d, e)
        else:
            return _code[Code5](callee)(callee, a, b, c, d, e)
    return _call5(callee, a, b, c, d, e)


@no_inline
def _call5(callee: Word, a: Word, b: Word, c: Word, d: Word, e: Word) raises Raised -> Word:
    var words = __op.uninitialized[__type.array[Word, 5]]()
    __op.array_element(words, Int(0).value) = a
    __op.array_element(words, Int(1).value) = b
    __op.array_element(words, Int(2).value) = c
    __op.array_element(words, Int(3).value) = d
    __op.array_element(words, Int(4).value) = e
    return call_words(callee, __op.pointer_cast[Word](__op.address_of(words)), 5)


@always_inline
def is_plain_class(callee: Word) -> Bool:
    """Whether calling it makes an instance as `object.__new__` does, and calls its `initializer`."""
    if not callee.is_(KIND_CLASS):
        return False
    ref cell = __op.deref(callee.at[ClassCell]())
    if cell.plain_in != _world.version:
        comptime if parallel:
            enter_run_time()
            find_initializer(callee)
            leave_run_time()
        else:
            find_initializer(callee)
    return cell.is_plain


@no_inline
def find_initializer(class_: Word):
    """Finds out what `is_plain_class` asks, as long as the world has this version."""
    ref cell = __op.deref(class_.at[ClassCell]())
    var traits = traits_of(class_)
    var version = _world.version
    cell.initializer = find_in_class(class_, fixed_name("__init__"))
    cell.is_plain = (
        class_of(class_) == type_class()
        and cell.builtin < 0
        and cell.base < 0
        and traits & (HAS_NEW | IS_ABSTRACT) == 0
        and not subclass_of(class_, error_class(BASE_EXCEPTION))
        and (cell.initializer.bits == 0 or cell.initializer.is_(KIND_FUNCTION))
    )
    cell.plain_in = version


@always_inline
def check_initialized(result: Word) raises Raised:
    """What `__init__` returned must be `None`."""
    if result != none():
        raise _not_none(result)


@no_inline
def _not_none(result: Word) -> Raised:
    var owned = Object(owning=result)
    return new_error(TYPE_ERROR, String("__init__() should return None, not '", type_name(owned.word), "'"))


@always_inline
def leads_to(receiver: Word, cache: __type.pointer[AttributeCache], code: __type.pointer[UInt8]) -> Bool:
    """Whether the place has found a function with this code for `receiver.name(...)`."""
    if receiver.is_cell():
        ref known = __op.deref(cache)
        return fits(receiver, known) and known.index == Int(raw=__op.pointer_to_int(code))
    return False


@always_inline
def function_in(cache: __type.pointer[AttributeCache]) -> Word:
    """Without a count."""
    return __op.deref(cache).function


@always_inline
def has_code(function: Word, code: __type.pointer[UInt8]) -> Bool:
    """Of a function: whether this is its code."""
    return Bool(__op.eq(__op.deref(function.at[FunctionCell]()).entry, code))


@always_inline
def is_function_of(callee: Word, code: __type.pointer[UInt8]) -> Bool:
    """Of any value: whether it is a function with this code."""
    return callee.is_cell() and __op.eq(callee.shape(), shape_of_kind(KIND_FUNCTION)) and has_code(callee, code)


@always_inline
def constructs_by(callee: Word, code: __type.pointer[UInt8]) -> Bool:
    """Whether it is a class whose call makes an instance and calls `__init__`, which has this code."""
    if callee.is_cell() and __op.eq(callee.shape(), shape_of_kind(KIND_CLASS)):
        ref cell = __op.deref(callee.at[ClassCell]())
        if __op.likely((cell.plain_in == _world.version).value):
            return cell.is_plain and cell.initializer.bits != 0 and has_code(cell.initializer, code)
    return False


@always_inline
def initializer_of(class_: Word) -> Word:
    """Of what `constructs_by` has answered; without a count."""
    return __op.deref(class_.at[ClassCell]()).initializer


@always_inline
def call_method0(receiver: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Word:
    """`receiver.name(...)`."""
    if receiver.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(receiver, known).value):
            comptime if parallel:
                return _run1(known.function, receiver)
            else:
                return _code[Code1](known.function)(known.function, receiver)
    comptime if parallel:
        var known_method = method_at_hand(receiver, name, cache, 1)
        if known_method.bits != 0:
            return _run1(known_method, receiver)
    return _call_method0(receiver, name, cache)


@no_inline
def _call_method0(receiver: Word, name: Word, cache: __type.pointer[AttributeCache]) raises Raised -> Word:
    var other = _remembered(receiver, cache)
    if other.bits != 0:
        var callee = Object(sharing=other)
        return call0(callee.word)
    var function = _find_method(receiver, name, cache, 1)
    if function.bits != 0:
        return call1(function, receiver)
    var words = __op.uninitialized[__type.array[Word, 1]]()
    return _call_attribute(receiver, name, cache, __op.pointer_cast[Word](__op.address_of(words)), 0)


@always_inline
def call_method1(receiver: Word, name: Word, cache: __type.pointer[AttributeCache], a: Word) raises Raised -> Word:
    """`receiver.name(...)`."""
    if receiver.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(receiver, known).value):
            comptime if parallel:
                return _run2(known.function, receiver, a)
            else:
                return _code[Code2](known.function)(known.function, receiver, a)
    comptime if parallel:
        var known_method = method_at_hand(receiver, name, cache, 2)
        if known_method.bits != 0:
            return _run2(known_method, receiver, a)
    return _call_method1(receiver, name, cache, a)


@no_inline
def _call_method1(receiver: Word, name: Word, cache: __type.pointer[AttributeCache], a: Word) raises Raised -> Word:
    var other = _remembered(receiver, cache)
    if other.bits != 0:
        var callee = Object(sharing=other)
        return call1(callee.word, a)
    var function = _find_method(receiver, name, cache, 2)
    if function.bits != 0:
        return call2(function, receiver, a)
    var words = __op.uninitialized[__type.array[Word, 1]]()
    __op.array_element(words, Int(0).value) = a
    return _call_attribute(receiver, name, cache, __op.pointer_cast[Word](__op.address_of(words)), 1)


@always_inline
def call_method2(receiver: Word, name: Word, cache: __type.pointer[AttributeCache], a: Word, b: Word) raises Raised -> Word:
    """`receiver.name(...)`."""
    if receiver.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(receiver, known).value):
            comptime if parallel:
                return _run3(known.function, receiver, a, b)
            else:
                return _code[Code3](known.function)(known.function, receiver, a, b)
    comptime if parallel:
        var known_method = method_at_hand(receiver, name, cache, 3)
        if known_method.bits != 0:
            return _run3(known_method, receiver, a, b)
    return _call_method2(receiver, name, cache, a, b)


@no_inline
def _call_method2(receiver: Word, name: Word, cache: __type.pointer[AttributeCache], a: Word, b: Word) raises Raised -> Word:
    var other = _remembered(receiver, cache)
    if other.bits != 0:
        var callee = Object(sharing=other)
        return call2(callee.word, a, b)
    var function = _find_method(receiver, name, cache, 3)
    if function.bits != 0:
        return call3(function, receiver, a, b)
    var words = __op.uninitialized[__type.array[Word, 2]]()
    __op.array_element(words, Int(0).value) = a
    __op.array_element(words, Int(1).value) = b
    return _call_attribute(receiver, name, cache, __op.pointer_cast[Word](__op.address_of(words)), 2)


@always_inline
def call_method3(receiver: Word, name: Word, cache: __type.pointer[AttributeCache], a: Word, b: Word, c: Word) raises Raised -> Word:
    """`receiver.name(...)`."""
    if receiver.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(receiver, known).value):
            comptime if parallel:
                return _run4(known.function, receiver, a, b, c)
            else:
                return _code[Code4](known.function)(known.function, receiver, a, b, c)
    comptime if parallel:
        var known_method = method_at_hand(receiver, name, cache, 4)
        if known_method.bits != 0:
            return _run4(known_method, receiver, a, b, c)
    return _call_method3(receiver, name, cache, a, b, c)


@no_inline
def _call_method3(receiver: Word, name: Word, cache: __type.pointer[AttributeCache], a: Word, b: Word, c: Word) raises Raised -> Word:
    var other = _remembered(receiver, cache)
    if other.bits != 0:
        var callee = Object(sharing=other)
        return call3(callee.word, a, b, c)
    var function = _find_method(receiver, name, cache, 4)
    if function.bits != 0:
        return call4(function, receiver, a, b, c)
    var words = __op.uninitialized[__type.array[Word, 3]]()
    __op.array_element(words, Int(0).value) = a
    __op.array_element(words, Int(1).value) = b
    __op.array_element(words, Int(2).value) = c
    return _call_attribute(receiver, name, cache, __op.pointer_cast[Word](__op.address_of(words)), 3)


@always_inline
def call_method4(receiver: Word, name: Word, cache: __type.pointer[AttributeCache], a: Word, b: Word, c: Word, d: Word) raises Raised -> Word:
    """`receiver.name(...)`."""
    if receiver.is_cell():
        ref known = __op.deref(cache)
        if __op.likely(fits(receiver, known).value):
            comptime if parallel:
                return _run5(known.function, receiver, a, b, c, d)
            else:
                return _code[Code5](known.function)(known.function, receiver, a, b, c, d)
    comptime if parallel:
        var known_method = method_at_hand(receiver, name, cache, 5)
        if known_method.bits != 0:
            return _run5(known_method, receiver, a, b, c, d)
    return _call_method4(receiver, name, cache, a, b, c, d)


@no_inline
def _call_method4(receiver: Word, name: Word, cache: __type.pointer[AttributeCache], a: Word, b: Word, c: Word, d: Word) raises Raised -> Word:
    var other = _remembered(receiver, cache)
    if other.bits != 0:
        var callee = Object(sharing=other)
        return call4(callee.word, a, b, c, d)
    var function = _find_method(receiver, name, cache, 5)
    if function.bits != 0:
        return call5(function, receiver, a, b, c, d)
    var words = __op.uninitialized[__type.array[Word, 4]]()
    __op.array_element(words, Int(0).value) = a
    __op.array_element(words, Int(1).value) = b
    __op.array_element(words, Int(2).value) = c
    __op.array_element(words, Int(3).value) = d
    return _call_attribute(receiver, name, cache, __op.pointer_cast[Word](__op.address_of(words)), 4)


def method_at_hand(receiver: Word, name: Word, cache: __type.pointer[AttributeCache], count: Int) -> Word:
    """Where threads run at once: a function of an instance's class that can be called without the lock; bits 0: look for it behind the lock."""
    if not receiver.is_(KIND_INSTANCE) or _slot_of(receiver.shape(), name) >= 0 or has_dictionary(receiver):
        return Word(0)
    var class_ = class_of(receiver)
    var found = found_before(class_, name)
    ref cell = __op.deref(class_.at[ClassCell]())
    if found.bits == 0 or not is_immortal(found) or not _takes(found, count) or cell.world != _world.version or cell.traits & HAS_GETATTRIBUTE != 0:
        return Word(0)
    _remember(cache, receiver, found)
    return found


def _find_method(receiver: Word, name: Word, cache: __type.pointer[AttributeCache], count: Int) -> Word:
    """A function of the receiver's class, without a count; bits 0 if the attribute is something else."""
    if receiver.is_cell() and not receiver.is_(KIND_INSTANCE):
        var quick = quick_method(receiver, name, count - 1)
        if parallel and crosses(receiver):
            return Word(0)
        if quick.bits != 0:
            _remember(cache, receiver, quick)
        return quick
    if not receiver.is_(KIND_INSTANCE) or _slot_of(receiver.shape(), name) >= 0 or has_dictionary(receiver):
        return Word(0)
    var found = find_in_class(class_of(receiver), name)
    if not found.is_(KIND_FUNCTION) or traits_of(class_of(receiver)) & HAS_GETATTRIBUTE != 0:
        return Word(0)
    if _takes(found, count):
        make_immortal(found)
        _remember(cache, receiver, found)
    return found


def _remember(cache: __type.pointer[AttributeCache], receiver: Word, function: Word):
    ref known = __op.deref(cache)
    remember_place(cache)
    known.shape = receiver.shape()
    known.key = 0
    known.function = function
    known.index = Int(raw=__op.pointer_to_int(__op.deref(function.at[FunctionCell]()).entry))


comptime of_slot = -1
"""In the place of a version: the callee is an attribute of the receiver's own."""


@always_inline
def _remembered(receiver: Word, cache: __type.pointer[AttributeCache]) -> Word:
    """What was found before that takes no receiver, without a count; bits 0 if nothing was."""
    ref known = __op.deref(cache)
    if known.key == 0 or not receiver.is_cell() or known.key != key_of(receiver):
        return Word(0)
    if known.version == namespace_changes.count:
        return known.function
    if known.version == of_slot and known.world != 0 and is_of_now(known):
        var word = __op.deref(__op.offset(__op.deref(receiver.at[InstanceCell]()).slots, known.index.value)).word
        if word.is_cell():
            return word
    return Word(0)


def _remember_other(receiver: Word, name: Word, cache: __type.pointer[AttributeCache]):
    """What takes no receiver: a function in an attribute of an instance or a module, a static one, one of a class that is named."""
    var is_instance = receiver.is_(KIND_INSTANCE)
    ref known = __op.deref(cache)
    if receiver.is_(KIND_MODULE) or is_instance:
        var index = _slot_of(receiver.shape(), name)
        if index >= 0 and is_instance:
            if traits_of(class_of(receiver)) & (HAS_GETATTRIBUTE | HAS_DESCRIPTORS) != 0:
                return
        if index >= 0:
            remember_place(cache)
            known.key = key_of(receiver)
            known.version = of_slot
            known.index = index
            known.shape = __op.null[Shape]()
            return
    var class_ = receiver
    if is_instance:
        if has_dictionary(receiver) or traits_of(class_of(receiver)) & (HAS_GETATTRIBUTE | HAS_GETATTR) != 0:
            return
        class_ = class_of(receiver)
    elif not receiver.is_(KIND_CLASS) or traits_of(class_of(receiver)) & (HAS_GETATTRIBUTE | HAS_GETATTR) != 0:
        return
    var found = constant_in_class(receiver, class_, name)
    if found.bits != 0:
        known.key = key_of(receiver)
        known.version = namespace_changes.count
        known.function = found
        known.shape = __op.null[Shape]()


def _call_attribute(receiver: Word, name: Word, cache: __type.pointer[AttributeCache], words: Words, count: Int) raises Raised -> Word:
    if receiver.is_cell():
        _remember_other(receiver, name, cache)
    if not has_attributes(receiver):
        return call_builtin_method(receiver, name, words, count)
    var callee = Object(owning=attribute_of(receiver, name))
    return call_general(callee.word, words, count, Word(0))


def call_words(callee: Word, words: Words, count: Int) raises Raised -> Word:
    """Calls anything with arguments in memory, all by position."""
    comptime if parallel:
        # Compiled code comes here without the lock.
        enter_run_time()
        try:
            var result = call_general(callee, words, count, Word(0))
            if is_sharing():
                publish(result)
            leave_run_time()
            return result
        except error:
            if is_sharing():
                publish(error.value.word)
            leave_run_time()
            raise error^
    else:
        return call_general(callee, words, count, Word(0))


def enter(callee: Word, words: Words, count: Int) raises Raised -> Word:
    """Jumps to the code of a function with all the words it takes."""
    comptime if parallel:
        if __op.deref(callee.at[FunctionCell]()).arity == native_arity:
            return _enter_native(callee, words, count)
    if count == 0:
        comptime if parallel:
            return _run0(callee)
        else:
            return _code[Code0](callee)(callee)
    if count > 5:
        return _run_many(callee, words)
    var a = _at(words, 0)
    if count == 1:
        comptime if parallel:
            return _run1(callee, a)
        else:
            return _code[Code1](callee)(callee, a)
    var b = _at(words, 1)
    if count == 2:
        comptime if parallel:
            return _run2(callee, a, b)
        else:
            return _code[Code2](callee)(callee, a, b)
    var c = _at(words, 2)
    if count == 3:
        comptime if parallel:
            return _run3(callee, a, b, c)
        else:
            return _code[Code3](callee)(callee, a, b, c)
    var d = _at(words, 3)
    if count == 4:
        comptime if parallel:
            return _run4(callee, a, b, c, d)
        else:
            return _code[Code4](callee)(callee, a, b, c, d)
    return _run5(callee, a, b, c, d, _at(words, 4))


def _enter_native(callee: Word, words: Words, count: Int) raises Raised -> Word:
    """As `enter`, of a function in Mojo, which stays behind the lock."""
    admit(words, count)
    if count == 1:
        return _code[Code1](callee)(callee, _at(words, 0))
    if count == 2:
        return _code[Code2](callee)(callee, _at(words, 0), _at(words, 1))
    if count == 3:
        return _code[Code3](callee)(callee, _at(words, 0), _at(words, 1), _at(words, 2))
    return _code[Code4](callee)(callee, _at(words, 0), _at(words, 1), _at(words, 2), _at(words, 3))


def call_general(callee: Word, words: Words, count: Int, names: Word) raises Raised -> Word:
    """Calls anything.

    Args:
        callee: What is called.
        words: The arguments by position, then those by keyword.
        count: Of arguments by position.
        names: A tuple with the names of the others, or bits 0.
    """
    if callee.is_(KIND_FUNCTION):
        return call_function(callee, words, count, names)
    if callee.is_(KIND_METHOD):
        ref method = __op.deref(callee.at[MethodCell]())
        return call_with_first(method.function.word, method.receiver.word, words, count, names)
    if callee.is_(KIND_CLASS):
        return call_class(callee, words, count, names)
    if callee.is_(KIND_NATIVE) or callee.is_(KIND_NATIVE_METHOD):
        return call_native(callee, Arguments(words, count, names))
    if callee.is_(KIND_BOUND):
        ref whole = __op.deref(callee.at[BoundCell]())
        return call_builtin_method_named(whole.receiver.word, whole.name.word, words, count, names)
    if callee.is_(KIND_TYPE_METHOD):
        return call_type_method(callee, Arguments(words, count, names))
    if callee.is_(KIND_ALIAS) and not is_union(callee):
        return call_general(alias_of(callee).origin.word, words, count, names)
    if callee.is_(KIND_BUILTIN):
        return call_builtin_by_number(__op.deref(callee.at[BuiltinCell]()).number, words, count, names)
    if callee.is_(KIND_INSTANCE):
        var method = find_in_class(class_of(callee), fixed_name("__call__"))
        if method.bits != 0:
            if method.is_(KIND_FUNCTION) or method.is_(KIND_NATIVE_METHOD):
                return call_with_first(method, callee, words, count, names)
            var whole = Object(owning=described(method, callee, class_of(callee)))
            return call_general(whole.word, words, count, names)
    if callee.is_(KIND_WRAPPED) and __op.deref(callee.at[WrappedCell]()).which == 0:
        return call_general(__op.deref(callee.at[WrappedCell]()).get.word, words, count, names)
    raise new_error(TYPE_ERROR, String("'", type_name(callee), "' object is not callable"))


def call_with_first(callee: Word, first: Word, words: Words, count: Int, names: Word) raises Raised -> Word:
    """A call with one argument more, before the others."""
    var total = count
    if names.bits != 0:
        total += len(items_of(names))
    if total < 8:
        var more = __op.uninitialized[__type.array[Word, 8]]()
        __op.array_element(more, Int(0).value) = first
        for i in range(total):
            __op.array_element(more, (i + 1).value) = _at(words, i)
        return call_general(callee, __op.pointer_cast[Word](__op.address_of(more)), count + 1, names)
    var more = List[Word](capacity=total + 1)
    more.append(first)
    for i in range(total):
        more.append(_at(words, i))
    var result = call_general(callee, more.unsafe_ptr().address, count + 1, names)
    _ = len(more)
    return result


def call_builtin_by_number(number: Int, words: Words, count: Int, names: Word) raises Raised -> Word:
    if number >= first_object_method:
        return call_object_method(number, words, count, names)
    return call_builtin_named(number, words, count, names)


@always_inline
def _at(words: Words, index: Int) -> Word:
    return __op.load(__op.offset(words, index.value))


from .attributes import _slot_of, attribute_of, described
from .arguments import Arguments
from .builtins import call_builtin_method, call_builtin_method_named, call_builtin_named
from .cells import WrappedCell, items_of
from .class_builtins import has_attributes
from .functions import call_function
from .names import fixed_name
from .object_methods import call_class, call_object_method, first_object_method
from .printing import type_name
from .word import KIND_WRAPPED
from .container_methods import BoundCell
from .instance_dictionaries import has_dictionary
from .generic_aliases import alias_of, is_union
from .quick_methods import quick_method
from .type_methods import call_type_method
from .word import KIND_ALIAS, KIND_BOUND, KIND_NATIVE, KIND_TYPE_METHOD
from .natives import call_native
from .word import KIND_NATIVE_METHOD
from .attributes import constant_in_class, fits, is_of_now, key_of, remember_place
from .classes import HAS_DESCRIPTORS, HAS_GETATTR, HAS_NEW, IS_ABSTRACT, new_instance, subclass_of
from .errors import BASE_EXCEPTION, error_class
from .namespaces import namespace_changes
from .types import type_class
from .word import KIND_MODULE, Shape, give, none
from .cells import ClassCell, InstanceCell
from .cells import CodeCell
from .parallel import Left, admit, crosses, enter_run_time, holds_run_time, is_sharing, leave_run_time, step_in, step_out
from .publishing import make_immortal, publish
from .word import parallel
from .classes import found_before
from .publishing import is_immortal
