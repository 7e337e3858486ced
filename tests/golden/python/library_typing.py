# test: run
# `typing` and `dataclasses`.
import dataclasses
import typing
from dataclasses import InitVar, asdict, astuple, dataclass, field, fields, replace
from typing import Any, Callable, ClassVar, Dict, Generic, List, Literal, NamedTuple, Optional, Protocol, Tuple, TypedDict, TypeVar, Union

T = TypeVar("T")
K = TypeVar("K", bound=int)
print(List[int], Dict[str, List[int]], Optional[str], Union[int, str, None], Tuple[int, ...], Callable[[int, str], bool], Callable[..., Any], T, K)
print(Literal["a", 1], typing.Annotated[int, "m"], Union[int, int], Union[int, Union[str, int]] == Union[str, int], List[T][int], Any)


class Box(Generic[T]):
    def __init__(self, value: T):
        self.value = value


class Pair(Box[int], Generic[T, K]):
    pass


print(Box[int](3).value, Pair(4).value, Box.__parameters__, Pair.__parameters__, Box[str], isinstance(Box(1), Box))


class Named(Protocol):
    name: str

    def greet(self) -> str: ...


@typing.runtime_checkable
class Closes(Protocol):
    def close(self): ...


class File:
    def close(self):
        pass


print(isinstance(File(), Closes), isinstance(3, Closes), issubclass(File, Closes))
try:
    isinstance(3, Named)
except TypeError as error:
    print(error)


class Point(NamedTuple):
    """About points."""

    x: int
    y: int = 5

    def total(self):
        return self.x + self.y


print(Point(1), Point(1, 2).total(), Point._fields, Point.__doc__, Point._field_defaults, isinstance(Point(1), tuple))
Other = NamedTuple("Other", [("a", int), ("b", str)])
print(Other(1, "x"))


class Movie(TypedDict, total=False):
    title: str
    year: int


print(Movie(title="t"), type(Movie(title="t")), Movie.__total__)
print(typing.cast(int, "x"), typing.get_origin(List[int]), typing.get_args(Dict[str, int]), typing.get_args(Callable[[int], str]), typing.get_origin(list[int]))
print(typing.get_type_hints(Point), typing.TYPE_CHECKING, typing.NewType("Id", int)(7))


@dataclass
class Item:
    name: str
    price: float = 1.5
    tags: list = field(default_factory=list, repr=False)
    count: ClassVar[int] = 0
    hidden: int = field(default=3, init=False, compare=False)

    def total(self):
        return self.price * 2


first = Item("a")
first.tags.append("t")
print(first, Item("a", tags=["t"]) == first, Item("b", 2.0), first != Item("a"), first.total(), Item.price, [each.name for each in fields(Item)])
print(asdict(first), astuple(first), replace(first, name="z"), Item.__match_args__, Item.__hash__)


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0


print(Version(1, 2) < Version(1, 3), sorted([Version(2), Version(1, 9)]), hash(Version(1)) == hash(Version(1)), {Version(1): "x"}[Version(1, 0)])
try:
    Version(1).major = 2
except dataclasses.FrozenInstanceError as error:
    print(type(error).__name__, error)


@dataclass
class Base:
    x: int
    y: InitVar[int] = 1

    def __post_init__(self, y):
        self.z = self.x + y


@dataclass(kw_only=True)
class Derived(Base):
    w: int = 9


print(Base(1, 5).z, Derived(2, w=3), Derived(1).z)


@dataclass(slots=True)
class Small:
    a: int
    b: int = 2


print(Small(1), Small.__slots__, hasattr(Small(1), "__dict__"))
match Version(3, 4):
    case Version(major, minor=4):
        print("major", major)
for call in (lambda: Item(), lambda: Item(1, 2, 3, 4), lambda: Item("a", nope=1), lambda: Item("a", name="b"), lambda: Version(1) < 3, lambda: asdict(3)):
    try:
        print(call())
    except TypeError as error:
        print(error)
try:

    @dataclass
    class Wrong:
        a: int = 1
        b: int

except TypeError as error:
    print(error)
try:

    @dataclass
    class Mutable:
        a: list = []

except ValueError as error:
    print(error)
Made = dataclasses.make_dataclass("Made", ["a", ("b", int, 4)])
print(Made(1), dataclasses.is_dataclass(Made), dataclasses.is_dataclass(3))


@dataclass
class Tree:
    value: int
    children: List["Tree"] = field(default_factory=list)


print(Tree(1, [Tree(2)]), asdict(Tree(1, [Tree(2)])))

# output:
# typing.List[int] typing.Dict[str, typing.List[int]] typing.Optional[str] typing.Union[int, str, NoneType] typing.Tuple[int, ...] typing.Callable[[int, str], bool] typing.Callable[..., typing.Any] ~T ~K
# typing.Literal['a', 1] typing.Annotated[int, 'm'] <class 'int'> True typing.List[int] typing.Any
# 3 4 (~T,) (~T, ~K) __main__.Box[str] True
# True False True
# Instance and class checks can only be used with @runtime_checkable protocols
# Point(x=1, y=5) 3 ('x', 'y') About points. {'y': 5} True
# Other(a=1, b='x')
# {'title': 't'} <class 'dict'> False
# x <class 'list'> (<class 'str'>, <class 'int'>) ([<class 'int'>], <class 'str'>) <class 'list'>
# {'x': <class 'int'>, 'y': <class 'int'>} False 7
# Item(name='a', price=1.5, hidden=3) True Item(name='b', price=2.0, hidden=3) True 3.0 1.5 ['name', 'price', 'tags', 'hidden']
# {'name': 'a', 'price': 1.5, 'tags': ['t'], 'hidden': 3} ('a', 1.5, ['t'], 3) Item(name='z', price=1.5, hidden=3) ('name', 'price', 'tags') None
# True [Version(major=1, minor=9), Version(major=2, minor=0)] True x
# FrozenInstanceError cannot assign to field 'major'
# 6 Derived(x=2, w=3) 2
# Small(a=1, b=2) ('a', 'b') False
# major 3
# Item.__init__() missing 1 required positional argument: 'name'
# Item.__init__() takes from 2 to 4 positional arguments but 5 were given
# Item.__init__() got an unexpected keyword argument 'nope'
# Item.__init__() got multiple values for argument 'name'
# '<' not supported between instances of 'Version' and 'int'
# asdict() should be called on dataclass instances
# non-default argument 'b' follows default argument 'a'
# mutable default <class 'list'> for field a is not allowed: use default_factory
# Made(a=1, b=4) True False
# Tree(value=1, children=[Tree(value=2, children=[])]) {'value': 1, 'children': [{'value': 2, 'children': []}]}
