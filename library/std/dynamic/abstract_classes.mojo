"""Classes with abstract methods have no instances."""

from .cells import ClassCell, items_of, string_of
from .elements import list_from
from .errors import TYPE_ERROR, Raised, new_error
from .names import fixed_name
from .sorting import sort_list
from .word import Object, Word, none


def abstract_error(class_: Word) raises Raised -> Raised:
    """Says which methods are missing."""
    ref cell = __op.deref(class_.at[ClassCell]())
    var names = Object(owning=list_from(cell.attributes.find(fixed_name("__abstractmethods__"))))
    sort_list(names.word, none(), False)
    ref items = items_of(names.word)
    var message = String("Can't instantiate abstract class ", string_of(cell.name.word), " without an implementation for abstract method")
    if len(items) > 1:
        message += "s"
    for i in range(len(items)):
        message += String(" '" if i == 0 else ", '", string_of(items[i].word), "'")
    return new_error(TYPE_ERROR, message^)
