"""What is easier said in Python, run once in the CPython of the process."""

comptime SPECIAL_METHODS: StringLiteral = (
    "__call__ __len__ __iter__ __next__ __contains__ __getitem__ __setitem__ __delitem__ __enter__ __exit__ __int__ __float__ "
    "__complex__ __index__ __round__ __trunc__ __floor__ __ceil__ __reversed__ __fspath__ __bytes__ __await__ __aiter__ __anext__ "
    "__aenter__ __aexit__ __instancecheck__ __length_hint__ "
)
"""Methods that a class of ours has only where the type has them."""

comptime HELPERS: StringLiteral = """
import abc, types

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

def bound(function, instance):
    return types.MethodType(function, instance)

def is_in_container(function):
    return type(getattr(function, '__self__', None)) in (list, dict, set) or type(getattr(function, '__self__', None)).__module__ == 'collections'

function_types = (types.FunctionType, types.MethodType)
wrapped = (staticmethod, classmethod, property)
"""
