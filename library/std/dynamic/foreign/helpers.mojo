"""What is easier said in Python, run once in the CPython of the process."""

comptime SPECIAL_METHODS: StringLiteral = (
    "__call__ __len__ __iter__ __next__ __contains__ __getitem__ __setitem__ __delitem__ __enter__ __exit__ __int__ __float__ "
    "__complex__ __index__ __round__ __trunc__ __floor__ __ceil__ __reversed__ __fspath__ __bytes__ __await__ __aiter__ __anext__ "
    "__aenter__ __aexit__ __instancecheck__ __length_hint__ "
)
"""Methods that a class of ours has only where the type has them."""

comptime HELPERS: StringLiteral = """
import abc, functools, types

def special_methods(cls, wanted):
    found = {}
    for base in reversed(cls.__mro__):
        found.update(base.__dict__)
    names = [name for name in wanted.split() if found.get(name) is not None]
    if '__getitem__' in names and '__iter__' not in names and '__iter__' not in found:
        names.append('__iter__')
    if issubclass(cls, type):
        names += [name for name in ('__call__', '__getitem__', '__instancecheck__') if name not in names]
    return names

def new_class(name, bases, namespace, keywords, metaclass):
    if isinstance(metaclass, str):
        if metaclass not in ('type', 'ABCMeta'):
            raise TypeError(f"class {name} extends a class of CPython's and cannot have the metaclass {metaclass} of the program")
        metaclass = type if metaclass == 'type' else abc.ABCMeta
    if metaclass is not None:
        keywords = dict(keywords, metaclass=metaclass)
    return types.new_class(name, tuple(bases), dict(keywords), lambda own: own.update(namespace))

def signature(names, positional_only, positional, keyword_only, has_rest, has_keywords, defaults, keyword_defaults, skipped):
    import inspect
    Parameter = inspect.Parameter
    kinds = [Parameter.POSITIONAL_ONLY] * positional_only + [Parameter.POSITIONAL_OR_KEYWORD] * (positional - positional_only)
    kinds += [Parameter.KEYWORD_ONLY] * keyword_only + [Parameter.VAR_POSITIONAL] * has_rest + [Parameter.VAR_KEYWORD] * has_keywords
    missing = Parameter.empty
    values = [missing] * (positional - len(defaults)) + list(defaults) + list(keyword_defaults)
    values += [missing] * (len(kinds) - len(values))
    values = [missing if value is Ellipsis else value for value in values]
    all = [Parameter(name, kind, default=value) for name, kind, value in zip(names, kinds, values)][skipped:]
    return inspect.Signature(sorted(all, key=lambda each: each.kind))

def bound(function, instance):
    return types.MethodType(function, instance)

def takes_copies(callee):
    if isinstance(callee, types.MethodType):
        callee = callee.__func__
    if isinstance(callee, functools.partial):
        return takes_copies(callee.func)
    if isinstance(callee, types.FunctionType):
        return False
    if isinstance(callee, type):
        return not isinstance(callee.__init__, types.FunctionType) and not isinstance(callee.__new__, types.FunctionType)
    owner = type(getattr(callee, '__self__', None))
    if owner in (list, dict, set) or owner.__module__ == 'collections':
        return False
    return not isinstance(getattr(type(callee), '__call__', None), types.FunctionType)
"""
