"""`importlib`: importing by names that are computed."""

from ..arguments import Arguments
from ..cells import string_of, text_of
from ..errors import IMPORT_ERROR, TYPE_ERROR, Raised, new_error
from ..modules import import_module
from ..names import interned
from ..natives import define, module_of
from ..numbers import is_true
from ..printing import to_repr
from ..word import KIND_TEXT, Object, Word


def importlib_module() raises Raised -> Word:
    var module = module_of("importlib")
    define(module, "import_module", _import_module)
    return module


def _import_module(args: Arguments) raises Raised -> Word:
    args.check_names("import_module", 1, 2, "name", "package")
    var name = args.get(0, "name")
    if not name.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, "import_module() argument 1 must be str")
    if not string_of(name).startswith("."):
        return import_module(interned(name))
    var package = args.get(1, "package")
    if package.bits == 0 or not is_true(package):
        raise new_error(
            TYPE_ERROR, String("the 'package' argument is required to perform a relative import for ", to_repr(name))
        )
    var text = String(string_of(package))
    var level = 1
    while string_of(name)[byte=level : string_of(name).byte_length()].startswith("."):
        var dot = text.rfind(".")
        if dot < 0:
            raise new_error(IMPORT_ERROR, "attempted relative import beyond top-level package")
        text = String(text[byte=0:dot])
        level += 1
    if level < string_of(name).byte_length():
        text = String(text, ".", string_of(name)[byte=level : string_of(name).byte_length()])
    var whole = Object(owning=text_of(text^))
    return import_module(interned(whole.word))
