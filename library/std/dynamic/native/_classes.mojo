"""`_classes`: what the library's modules in Python ask of classes."""

from ..arguments import Arguments
from ..cells import ClassCell, NamespaceCell
from ..dictionaries import new_dictionary, set_key
from ..errors import Raised
from ..namespaces import Namespace
from ..natives import define, module_of
from ..word import KIND_CLASS, KIND_NAMESPACE, Object, Word, counted, give


def classes_module() raises Raised -> Word:
    var module = module_of("_classes")
    define(module, "attributes", _attributes)
    return module


def _attributes(args: Arguments) raises Raised -> Word:
    """`attributes(class)` or of the namespace of a class that is being made: a dictionary of its own attributes."""
    args.check_count("attributes", 1, 1)
    if args[0].is_(KIND_CLASS):
        return _copied(__op.deref(args[0].at[ClassCell]()).attributes)
    if args[0].is_(KIND_NAMESPACE):
        return _copied(__op.deref(args[0].at[NamespaceCell]()).names)
    return counted(args[0])


def _copied(source: Namespace) raises Raised -> Word:
    var made = Object(owning=new_dictionary())
    for i in range(len(source.names)):
        if source.names[i].bits != 0:
            set_key(made.word, source.names[i], source.values[i].word)
    return give(made^)
