"""Groups of exceptions: what they may hold, how they are split, and what `except*` does with them."""

from .attributes import set_plain
from .calls import call1
from .cells import ClassCell, items_of, list_of, string_of
from .classes import class_of, subclass_of
from .errors import (
    BASE_EXCEPTION_GROUP,
    CAUSE,
    CONTEXT,
    EXCEPTION,
    EXCEPTION_GROUP,
    TRACEBACK,
    TYPE_ERROR,
    VALUE_ERROR,
    Raised,
    error_class,
    field,
    is_exception,
    is_exception_class,
    new_error,
    set_field,
)
from .names import fixed_name
from .word import KIND_LIST, KIND_TEXT, KIND_TUPLE, NONE, Object, Word, counted, give, none

comptime Words = __type.pointer[Word]


@always_inline
def _at(words: Words, index: Int) -> Word:
    return __op.load(__op.offset(words, index.value))


def is_group(value: Word) -> Bool:
    return is_exception(value) and subclass_of(class_of(value), error_class(BASE_EXCEPTION_GROUP))


def check_group(class_: Word, words: Words, count: Int) raises Raised:
    """The arguments of a group: a message and exceptions."""
    if count != 2:
        raise new_error(TYPE_ERROR, String("BaseExceptionGroup.__new__() takes exactly 2 arguments (", count, " given)"))
    if not _at(words, 0).is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, String("BaseExceptionGroup.__new__() argument 1 must be str, not ", type_name(_at(words, 0))))
    var list = _at(words, 1)
    if not list.is_(KIND_LIST) and not list.is_(KIND_TUPLE):
        raise new_error(TYPE_ERROR, "second argument (exceptions) must be a sequence")
    ref items = items_of(list)
    if len(items) == 0:
        raise new_error(VALUE_ERROR, "second argument (exceptions) must be a non-empty sequence")
    for i in range(len(items)):
        if not is_exception(items[i].word):
            raise new_error(VALUE_ERROR, String("Item ", i, " of second argument (exceptions) is not an exception"))
        if subclass_of(class_, error_class(EXCEPTION)) and not subclass_of(class_of(items[i].word), error_class(EXCEPTION)):
            if class_ == error_class(EXCEPTION_GROUP):
                raise new_error(TYPE_ERROR, "Cannot nest BaseExceptions in an ExceptionGroup")
            raise new_error(
                TYPE_ERROR, String("Cannot nest BaseExceptions in '", string_of(__op.deref(class_.at[ClassCell]()).name.word), "'")
            )


def group_class(class_: Word, members: Word) -> Word:
    """`ExceptionGroup` for a `BaseExceptionGroup` of nothing but `Exception`s."""
    if class_ != error_class(BASE_EXCEPTION_GROUP):
        return class_
    ref items = items_of(members)
    for i in range(len(items)):
        if not subclass_of(class_of(items[i].word), error_class(EXCEPTION)):
            return class_
    return error_class(EXCEPTION_GROUP)


def _new_group(message: Word, members: Word) raises Raised -> Word:
    var words = __op.uninitialized[__type.array[Word, 2]]()
    __op.array_element(words, Int(0).value) = message
    __op.array_element(words, Int(1).value) = members
    return make_exception(error_class(BASE_EXCEPTION_GROUP), __op.pointer_cast[Word](__op.address_of(words)), 2)


def derive_group(group: Word, members: Word) raises Raised -> Word:
    """`group.derive(members)`."""
    var message = Object(owning=attribute_of(group, fixed_name("message")))
    return _new_group(message.word, members)


def _members(group: Word) raises Raised -> Object:
    return Object(owning=attribute_of(group, fixed_name("exceptions")))


def _subset(group: Word, var members: List[Object]) raises Raised -> Word:
    """A group like another, of some of its exceptions; `None` if there are none."""
    if len(members) == 0:
        return none()
    var list = Object(owning=list_of(members^))
    var derive = Object(owning=attribute_of(group, fixed_name("derive")))
    var made = Object(owning=call1(derive.word, list.word))
    if not is_group(made.word):
        raise new_error(TYPE_ERROR, "derive must return an instance of BaseExceptionGroup")
    for index in [TRACEBACK, CONTEXT, CAUSE]:
        set_field(made.word, index, field(group, index))
    var notes = find_attribute(group, fixed_name("__notes__"))
    if notes.bits != 0:
        var owned = Object(owning=notes)
        var copy = Object(owning=list_from(owned.word))
        set_plain(made.word, fixed_name("__notes__"), copy.word)
    return give(made^)


def _matches(exception: Word, condition: Word) raises Raised -> Bool:
    if is_exception_class(condition) or condition.is_(KIND_TUPLE):
        return caught_by(exception, condition)
    if condition.is_(KIND_LIST):
        # The exceptions that are kept, by identity.
        ref kept = items_of(condition)
        for i in range(len(kept)):
            if kept[i].word == exception:
                return True
        return False
    return is_true(Object(owning=call1(condition, exception)).word)


struct _Split(Movable):
    var match: Object
    var rest: Object

    def __init__(out self, var match: Object, var rest: Object):
        self.match = match^
        self.rest = rest^


def _split(exception: Word, condition: Word) raises Raised -> _Split:
    if _matches(exception, condition):
        return _Split(Object(sharing=exception), Object(owning=none()))
    if not is_group(exception):
        return _Split(Object(owning=none()), Object(sharing=exception))
    var members = _members(exception)
    var matching = List[Object]()
    var others = List[Object]()
    for i in range(len(items_of(members.word))):
        var parts = _split(items_of(members.word)[i].word, condition)
        if parts.match.word.bits != NONE:
            matching.append(parts.match)
        if parts.rest.word.bits != NONE:
            others.append(parts.rest)
    var match = Object(owning=_subset(exception, matching^))
    return _Split(match^, Object(owning=_subset(exception, others^)))


def _check_condition(condition: Word) raises Raised:
    if is_exception_class(condition) or (not condition.is_(KIND_TUPLE) and is_callable(condition)):
        return
    if condition.is_(KIND_TUPLE):
        ref classes = items_of(condition)
        var are_classes = True
        for i in range(len(classes)):
            are_classes = are_classes and is_exception_class(classes[i].word)
        if are_classes:
            return
    raise new_error(TYPE_ERROR, "expected an exception type, a tuple of exception types, or a callable (other than a class)")


def split_group(group: Word, condition: Word) raises Raised -> Word:
    """`group.split(condition)`."""
    _check_condition(condition)
    var parts = _split(group, condition)
    var items = List[Object]()
    items.append(parts.match)
    items.append(parts.rest)
    return list_of(items^, KIND_TUPLE)


def subgroup_of(group: Word, condition: Word) raises Raised -> Word:
    """`group.subgroup(condition)`."""
    _check_condition(condition)
    var parts = _split(group, condition)
    return counted(parts.match.word)


# except*


def begin_star(exception: Word) -> Word:
    """What the clauses of one `try` share: the exception, what of it is left, what they have raised."""
    var items = List[Object]()
    items.append(Object(sharing=exception))
    items.append(Object(sharing=exception))
    return list_of(items^)


def star_match(state: Word, class_: Word) raises Raised -> Word:
    """The part that a clause takes, as a group, or `None`."""
    check_caught(class_)
    var one = List[Object]()
    one.append(Object(sharing=class_))
    var classes = Object(sharing=class_) if class_.is_(KIND_TUPLE) else Object(owning=list_of(one^, KIND_TUPLE))
    for i in range(len(items_of(classes.word))):
        if subclass_of(items_of(classes.word)[i].word, error_class(BASE_EXCEPTION_GROUP)):
            raise new_error(TYPE_ERROR, "catching ExceptionGroup with except* is not allowed. Use except instead.")
    var left = Object(sharing=items_of(state)[1].word)
    if left.word.bits == NONE:
        return none()
    var parts = _split(left.word, class_)
    items_of(state)[1] = parts.rest
    if parts.match.word.bits != NONE and not is_group(parts.match.word):
        var list = List[Object]()
        list.append(parts.match)
        var members = Object(owning=list_of(list^, KIND_TUPLE))
        var made = Object(owning=_new_group(fixed_name(""), members.word))
        set_field(made.word, TRACEBACK, field(parts.match.word, TRACEBACK))
        return give(made^)
    return counted(parts.match.word)


def star_raised(state: Word, exception: Word):
    """A clause has raised an exception."""
    items_of(state).append(Object(sharing=exception))


def star_result(state: Word) raises Raised -> Word:
    """What is raised in the end, or `None`."""
    var original = Object(sharing=items_of(state)[0].word)
    var raised = List[Object]()
    var kept = List[Object]()
    for i in range(2, len(items_of(state))):
        var exception = Object(sharing=items_of(state)[i].word)
        if is_group(original.word) and _is_part(exception.word, original.word):
            _add_leaves(exception.word, kept)
        else:
            raised.append(exception)
    var left = Object(sharing=items_of(state)[1].word)
    if left.word.bits != NONE:
        if not is_group(original.word):
            return counted(left.word)
        _add_leaves(left.word, kept)
    if len(kept) > 0:
        var ids = Object(owning=list_of(kept^))
        var parts = _split(original.word, ids.word)
        raised.append(parts.match)
    if len(raised) == 0:
        return none()
    if len(raised) == 1:
        return counted(raised[0].word)
    var members = Object(owning=list_of(raised^, KIND_TUPLE))
    return _new_group(fixed_name(""), members.word)


def _is_part(exception: Word, original: Word) -> Bool:
    """Whether it is a part of the original that was raised again."""
    if not is_group(exception):
        return False
    for index in [TRACEBACK, CONTEXT, CAUSE]:
        if field(exception, index) != field(original, index):
            return False
    return True


def _add_leaves(exception: Word, mut leaves: List[Object]) raises Raised:
    if not is_group(exception):
        leaves.append(Object(sharing=exception))
        return
    var members = _members(exception)
    for i in range(len(items_of(members.word))):
        _add_leaves(items_of(members.word)[i].word, leaves)


from .attributes import attribute_of
from .class_builtins import find_attribute, is_callable
from .elements import list_from
from .exception_making import make_exception
from .numbers import is_true
from .printing import type_name
from .startup import caught_by, check_caught
