"""`importlib`: importing by names that are computed."""

from ..arguments import Arguments
from ..cells import string_of
from ..errors import TYPE_ERROR, Raised, new_error
from ..modules import import_module
from ..names import interned
from ..natives import define, module_of
from ..word import KIND_TEXT, Word


def importlib_module() raises Raised -> Word:
    var module = module_of("importlib")
    define(module, "import_module", _import_module)
    return module


def _import_module(args: Arguments) raises Raised -> Word:
    args.check_names("import_module", 1, 2, "name", "package")
    var name = args.get(0, "name")
    if not name.is_(KIND_TEXT):
        raise new_error(TYPE_ERROR, "import_module() argument 1 must be str")
    if string_of(name).startswith("."):
        raise new_error(TYPE_ERROR, "relative names are not supported yet by import_module()")
    return import_module(interned(name))
