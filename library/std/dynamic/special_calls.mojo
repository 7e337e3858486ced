"""Calls of methods that the language asks for, as a class has them: functions with the receiver in front, everything else by what it describes."""

from .errors import Raised
from .word import KIND_FUNCTION, KIND_TYPE_METHOD, Object, Word


@always_inline
def _takes_receiver(method: Word) -> Bool:
    return method.is_(KIND_FUNCTION) or method.is_(KIND_TYPE_METHOD)


def call_on(method: Word, receiver: Word) raises Raised -> Word:
    """`receiver.method()`"""
    if _takes_receiver(method):
        return call1(method, receiver)
    var whole = Object(owning=described(method, receiver, type_of(receiver)))
    return call0(whole.word)


def call_on1(method: Word, receiver: Word, a: Word) raises Raised -> Word:
    """`receiver.method(a)`"""
    if _takes_receiver(method):
        return call2(method, receiver, a)
    var whole = Object(owning=described(method, receiver, type_of(receiver)))
    return call1(whole.word, a)


def call_on2(method: Word, receiver: Word, a: Word, b: Word) raises Raised -> Word:
    """`receiver.method(a, b)`"""
    if _takes_receiver(method):
        return call3(method, receiver, a, b)
    var whole = Object(owning=described(method, receiver, type_of(receiver)))
    return call2(whole.word, a, b)


from .attributes import described
from .calls import call0, call1, call2, call3
from .types import type_of
