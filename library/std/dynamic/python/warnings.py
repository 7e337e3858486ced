"""Warnings: which are shown, how they look, and where they go.

There are no frames to ask where a warning comes from: `warn` says `<sys>`, line 0, as CPython does for code without a caller in Python; `warn_explicit` is told.
"""

import sys

__all__ = [
    "warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings", "catch_warnings", "deprecated",
]  # fmt: skip

_actions = ("error", "ignore", "always", "all", "default", "module", "once")

filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}
_version = 0
_registry = {}


def _filters_mutated():
    global _version
    _version += 1


class WarningMessage:
    """What `showwarning` is told about."""

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self._category_name, self.filename, self.lineno, self.line,
        )  # fmt: skip


def formatwarning(message, category, filename, lineno, line=None):
    return _formatted(WarningMessage(message, category, filename, lineno, None, line))


def _formatted(told):
    text = f"{told.filename}:{told.lineno}: {told.category.__name__}: {told.message}\n"
    line = _source_line(told.filename, told.lineno) if told.line is None else told.line
    if line:
        text += f"  {line.strip()}\n"
    return text


def _source_line(filename, lineno):
    try:
        with open(filename) as file:
            for number, line in enumerate(file, 1):
                if number == lineno:
                    return line
    except (OSError, ValueError):
        pass
    return None


def showwarning(message, category, filename, lineno, file=None, line=None):
    _write(WarningMessage(message, category, filename, lineno, file, line), formatwarning)


_own_show = showwarning
_own_format = formatwarning


def _write(told, format):
    file = sys.stderr if told.file is None else told.file
    if file is None:
        return
    try:
        file.write(format(told.message, told.category, told.filename, told.lineno, told.line))
    except OSError:
        pass


def _showwarnmsg(told):
    # A program may have put its own functions in place of ours.
    if showwarning is not _own_show:
        if not callable(showwarning):
            raise TypeError("warnings.showwarning() must be set to a function or method")
        showwarning(told.message, told.category, told.filename, told.lineno, told.file, told.line)
    else:
        _write(told, formatwarning if formatwarning is not _own_format else _own_format)


_own_show_message = _showwarnmsg


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Adds a rule; `message` and `module` are regular expressions."""
    _check_rule(action, lineno)
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    if message or module:
        import re
    _add(
        (
            action,
            re.compile(message, re.IGNORECASE) if message else None,
            category,
            re.compile(module) if module else None,
            lineno,
        ),
        append,
    )


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Adds a rule for all modules and messages."""
    _check_rule(action, lineno)
    _add((action, None, category, None, lineno), append)


def _check_rule(action, lineno):
    if action not in _actions:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def _add(rule, append):
    if append:
        if rule not in filters:
            filters.append(rule)
    else:
        if rule in filters:
            filters.remove(rule)
        filters.insert(0, rule)
    _filters_mutated()


def resetwarnings():
    filters[:] = []
    _filters_mutated()


def _matches(rule, text, category, module, lineno):
    _, message, wanted, place, line = rule
    if not issubclass(category, wanted) or (line != 0 and line != lineno):
        return False
    if message is not None and not (message == text if isinstance(message, str) else message.match(text)):
        return False
    return place is None or bool(place == module if isinstance(place, str) else place.match(module))


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issues a warning, or raises it where a rule says so."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("skip_file_prefixes must be a tuple of strs")
    warn_explicit(message, category, "<sys>", 0, "sys", _registry, None, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _version:
        registry.clear()
        registry["version"] = _version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    action = defaultaction
    for rule in filters:
        if _matches(rule, text, category, module, lineno):
            action = rule[0]
            break
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = True
        if onceregistry.get((text, category)):
            return
        onceregistry[text, category] = True
    elif action == "module":
        registry[key] = True
        everywhere = (text, category, 0)
        if lineno != 0 and registry.get(everywhere):
            return
        registry[everywhere] = True
    elif action == "default":
        registry[key] = True
    elif action not in ("always", "all"):
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {rule}")
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    """Puts rules and functions back at the end; with `record`, collects warnings in a list instead of showing them."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._rule = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        words = []
        if self._record:
            words.append("record=True")
        if self._module is not sys.modules["warnings"]:
            words.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(words)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._before = module.filters, module.showwarning, module._showwarnmsg
        module.filters = module.filters[:]
        module._filters_mutated()
        result = None
        if self._record:
            result = []
            module._showwarnmsg = result.append
            module.showwarning = module._own_show
        if self._rule is not None:
            simplefilter(*self._rule)
        return result

    def __exit__(self, *error):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        module.filters, module.showwarning, module._showwarnmsg = self._before
        module._filters_mutated()


class deprecated:
    """Says of a class or function that it should not be used any more."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        message, category, stacklevel = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        import functools

        if isinstance(arg, type):
            original = arg.__new__

            @functools.wraps(original)
            def __new__(cls, /, *args, **keywords):
                if cls is arg:
                    warn(message, category=category, stacklevel=stacklevel + 1)
                if original is not object.__new__:
                    return original(cls, *args, **keywords)
                if cls.__init__ is object.__init__ and (args or keywords):
                    raise TypeError(f"{cls.__name__}() takes no arguments")
                return original(cls)

            arg.__new__ = staticmethod(__new__)
            arg.__deprecated__ = __new__.__deprecated__ = message
            return arg
        if callable(arg):

            @functools.wraps(arg)
            def wrapper(*args, **keywords):
                warn(message, category=category, stacklevel=stacklevel + 1)
                return arg(*args, **keywords)

            arg.__deprecated__ = wrapper.__deprecated__ = message
            return wrapper
        raise TypeError(f"@deprecated decorator with non-None category must be applied to a class or callable, not {arg!r}")


def _deprecated(name, message="{name!r} is deprecated and slated for removal in Python {remove}", *, remove, _version=sys.version_info):
    """For modules of the standard library."""
    wanted = f"{remove[0]}.{remove[1]}"
    if _version[:2] > remove:
        raise RuntimeError(f"{name!r} was slated for removal after Python {wanted} alpha")
    warn(message.format(name=name, remove=wanted), DeprecationWarning, stacklevel=3)
