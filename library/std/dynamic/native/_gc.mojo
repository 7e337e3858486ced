"""`_gc`: what the module `gc` asks of the collector."""

from ..arguments import Arguments
from ..cycles import collect_cycles, enable_collection, holds_others, is_collection_enabled
from ..errors import Raised
from ..natives import define, module_of
from ..numbers import is_true
from ..word import Word, none, small, truth


def gc_module() raises Raised -> Word:
    var module = module_of("_gc")
    define(module, "collect", _collect)
    define(module, "enable", _enable)
    define(module, "isenabled", _is_enabled)
    define(module, "is_tracked", _is_tracked)
    return module


def _collect(args: Arguments) raises Raised -> Word:
    """How many values were found that only held each other."""
    args.check_count("collect", 0, 0)
    return small(collect_cycles())


def _enable(args: Arguments) raises Raised -> Word:
    args.check_count("enable", 1, 1)
    enable_collection(is_true(args[0]))
    return none()


def _is_enabled(args: Arguments) raises Raised -> Word:
    args.check_count("isenabled", 0, 0)
    return truth(is_collection_enabled())


def _is_tracked(args: Arguments) raises Raised -> Word:
    args.check_count("is_tracked", 1, 1)
    return truth(holds_others(args[0]))
