# test: run
# `abc`: abstract methods, registering, hooks.
from abc import ABC, ABCMeta, abstractmethod
import abc
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def twice(self):
        return 2 * self.area()
class Square(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
    @property
    def name(self): return "square"
try:
    Shape()
except TypeError as e:
    print(type(e).__name__)
print(sorted(Shape.__abstractmethods__), sorted(Square.__abstractmethods__))
s = Square(3)
print(s.area(), s.twice(), s.name, isinstance(s, Shape), issubclass(Square, Shape))
class Half(Shape):
    def area(self): return 1
try:
    Half()
except TypeError as e:
    print(str(e)[:37])
class Sized(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, c):
        return NotImplemented
@Sized.register
class Other: pass
print(isinstance(Other(), Sized), issubclass(Other, Sized), issubclass(int, Sized))
Sized.register(int)
print(isinstance(3, Sized), issubclass(bool, Sized), isinstance("a", Sized))
class More(Sized): pass
print(isinstance(More(), Sized), isinstance(3, More))
More.register(str)
print(isinstance("a", Sized), isinstance("a", More), isinstance(3, More))
try:
    Sized.register(3)
except TypeError as e:
    print(e)
print(type(Shape) is ABCMeta, abc.get_cache_token() is not None)
# output:
# TypeError
# ['area', 'name'] []
# 9 18 square True True
# Can't instantiate abstract class Half
# True True False
# True True False
# True False
# True True False
# Can only register classes
# True True
