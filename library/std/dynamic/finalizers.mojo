"""`__del__`: what an instance does when nobody owns it any more."""

from .errors import Raised
from ..memory.raw import raw_allocate
from .word import HAS_FINALIZER, HAS_WEAK_REFERENCES, Object, Shape, Word


def is_kept_alive(instance: Word, flags: Int) -> Bool:
    """Calls `__del__`; whether that has given the instance a new owner. If not, weak references to it end."""
    if flags & HAS_FINALIZER != 0 and _has_new_owner(instance):
        return True
    if flags & HAS_WEAK_REFERENCES != 0:
        forget_references(instance)
    return False


def _has_new_owner(instance: Word) -> Bool:
    ref cell = __op.deref(instance.at[Cell]())
    cell.owners = 1
    finalize_once(instance)
    uncount(instance)
    # What has become shared meanwhile has a count of its own kind.
    return cell.owners & ~SHARED > 0


def finalize_once(instance: Word):
    """Calls `__del__`, never again for this instance."""
    __op.deref(instance.at[Cell]()).shape = _finalized(instance.shape())
    try:
        _finalize(instance)
    except error:
        report_ignored(error, "__del__")


def _finalized(shape: __type.pointer[Shape]) -> __type.pointer[Shape]:
    """The shape of instances with the same attributes whose `__del__` has been called."""
    ref from_ = __op.deref(shape)
    if __op.eq(from_.finalized, __op.null[Shape]()):
        from_.finalized = raw_allocate[Shape](1)
        __op.initialize(from_.finalized, Shape(from_.kind, from_.owner, from_.flags & ~HAS_FINALIZER))
        __op.deref(from_.finalized).is_loose = from_.is_loose
        for i in range(len(from_.names)):
            __op.deref(from_.finalized).names.append(from_.names[i])
    return from_.finalized


def _finalize(instance: Word) raises Raised:
    var method = find_in_class(class_of(instance), fixed_name("__del__"))
    if method.bits == 0:
        return
    var whole = Object(owning=described(method, instance, class_of(instance)))
    _ = Object(owning=call0(whole.word))


def report_ignored(error: Raised, where: StaticString):
    """An exception that cannot go anywhere."""
    print("Exception ignored in: ", where, "\n", exception_line(error.value.word), sep="", file=FileDescriptor(2))


from .attributes import described
from .calls import call0
from .classes import class_of, find_in_class
from .names import fixed_name
from .word import Cell
from .exception_text import exception_line
from .weak_references import forget_references
from .word import SHARED, uncount
