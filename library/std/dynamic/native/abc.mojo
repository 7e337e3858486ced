"""`abc`: marks of abstract methods."""

from ..arguments import Arguments
from ..attributes import set_attribute_of
from ..errors import Raised
from ..names import fixed_name
from ..natives import define, module_of
from ..word import Word, counted, truth


def abc_module() raises Raised -> Word:
    var module = module_of("abc")
    define(module, "abstractmethod", _abstract_method)
    return module


def _abstract_method(args: Arguments) raises Raised -> Word:
    args.check_count("abstractmethod", 1, 1)
    set_attribute_of(args[0], fixed_name("__isabstractmethod__"), truth(True))
    return counted(args[0])
