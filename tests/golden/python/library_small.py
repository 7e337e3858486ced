# test: run
# `types`, `contextlib`, `copy`.
import contextlib
import copy
import types


@contextlib.contextmanager
def tag(name):
    print("<" + name)
    try:
        yield name.upper()
    except KeyError as error:
        print("caught", error)
    finally:
        print(name + ">")


with tag("a") as value:
    print(value)
with tag("b"):
    raise KeyError("k")
try:
    with tag("c"):
        raise ValueError("v")
except ValueError as error:
    print("out", error)


@tag("d")
def decorated(x):
    """About it."""
    return x + 1


print(decorated(1), decorated(2), decorated.__name__, decorated.__doc__)


@contextlib.contextmanager
def twice():
    yield 1
    yield 2


for call in (lambda: twice().__exit__(None, None, None), lambda: contextlib.contextmanager(lambda: iter(()))().__enter__()):
    try:
        print(call())
    except (RuntimeError, TypeError) as error:
        print(error)
with contextlib.suppress(ZeroDivisionError, KeyError):
    1 / 0
with contextlib.ExitStack() as stack:
    stack.callback(print, "last", end="!\n")
    print(stack.enter_context(tag("e")))
    stack.push(lambda *details: details[0] is TypeError)
    raise TypeError("swallowed")
try:
    with contextlib.ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        raise KeyError("first")
except ZeroDivisionError as error:
    print(repr(error), repr(error.__context__))


class Closer:
    def close(self):
        print("closed")


with contextlib.closing(Closer()) as closer, contextlib.nullcontext(5) as five:
    print(five)
moved = contextlib.ExitStack()
with moved as stack:
    stack.callback(print, "kept")
    kept = stack.pop_all()
print("moved")
kept.close()


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Slots:
    __slots__ = ("a", "b")


class Own:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep"


class Many(list):
    pass


point = Point([1], {"k": [2]})
shallow, deep = copy.copy(point), copy.deepcopy(point)
print(shallow.x is point.x, deep.x == point.x, deep.x is point.x, deep.y["k"] is point.y["k"], type(deep).__name__)
loop = [1]
loop.append(loop)
again = copy.deepcopy(loop)
print(again[1] is again, again is loop, copy.deepcopy((1, "a")) is not None, copy.copy(Own()), copy.deepcopy([Own()]))
slots = Slots()
slots.a = [1]
other = copy.deepcopy(slots)
print(other.a, other.a is slots.a, hasattr(other, "b"))
many = Many([[1], 2])
many.name = "n"
twin = copy.deepcopy(many)
print(twin, type(twin).__name__, twin.name, twin[0] is many[0], copy.copy(many)[0] is many[0])
shared = [1]
pair = copy.deepcopy([shared, shared, {1, 2}, frozenset([3]), (shared,)])
print(pair, pair[0] is pair[1], pair[4][0] is pair[0])
space = types.SimpleNamespace(a=1, b="x")
print(space, space == types.SimpleNamespace(b="x", a=1), copy.replace(space, a=2), copy.copy(space))
print(isinstance(tag, types.FunctionType), isinstance(len, types.BuiltinFunctionType), isinstance((x for x in ""), types.GeneratorType))
print(types.NoneType, type(point.__init__) is types.MethodType, isinstance(contextlib, types.ModuleType), isinstance(int | str, types.UnionType))
print(types.new_class("Made", (Point,), {}, lambda namespace: namespace.update(z=3)).z)

# output:
# <a
# A
# a>
# <b
# caught 'k'
# b>
# <c
# c>
# out v
# <d
# d>
# <d
# d>
# 2 3 decorated About it.
# generator didn't stop
# generator didn't yield
# <e
# E
# e>
# last!
# ZeroDivisionError('division by zero') KeyError('first')
# 5
# closed
# moved
# kept
# True True False False Point
# True False True copied ['deep']
# [1] False False
# [[1], 2] Many n False True
# [[1], [1], {1, 2}, frozenset({3}), ([1],)] True True
# namespace(a=1, b='x') True namespace(a=2, b='x') namespace(a=1, b='x')
# True True True
# <class 'NoneType'> True True True
# 3
