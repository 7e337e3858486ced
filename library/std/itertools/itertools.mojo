"""`count`, `repeat`, `cycle`, `product`, `take_while`, `drop_while`."""


def count(start: Int = 0, step: Int = 1) -> CountIterator:
    """start, start + step, … without end."""
    return CountIterator(start, step)


struct CountIterator(Iterator, TrivialRegisterPassable):
    comptime Element = Int

    var next: Int
    var step: Int

    @always_inline
    def __init__(out self, start: Int, step: Int):
        self.next = start
        self.step = step

    @always_inline
    def __iter__(self) -> Self:
        return self

    @always_inline
    def __has_next__(self) -> Bool:
        return True

    @always_inline
    def __next__(mut self) -> Int:
        var result = self.next
        self.next += self.step
        return result


def repeat[T: Copyable](value: T, *, times: Int = -1) -> RepeatIterator[T]:
    """The value again and again, `times` times (negative: without end)."""
    return RepeatIterator[T](T(copy=value), times)


struct RepeatIterator[T: Copyable](ImplicitlyCopyable, Iterator):
    comptime Element = Self.T

    var value: Self.T
    var left: Int

    def __init__(out self, var value: Self.T, left: Int):
        self.value = value^
        self.left = left

    def __iter__(var self) -> Self:
        return self^

    def __has_next__(self) -> Bool:
        return self.left != 0

    def __next__(mut self) -> Self.T:
        self.left -= 1
        return Self.T(copy=self.value)


def cycle[T: AnyType](ref iterable: T) -> CycleIterator[type_of(iterable.__iter__())]:
    """The elements again and again; nothing if there are none."""
    return CycleIterator(iterable.__iter__())


struct CycleIterator[I: Copyable](ImplicitlyCopyable):
    comptime Element = Self.I.Element

    var first: Self.I
    var current: Self.I

    def __init__(out self, var inner: Self.I):
        self.first = Self.I(copy=inner)
        self.current = inner^

    def __iter__(var self) -> Self:
        return self^

    def __has_next__(self) -> Bool:
        return self.first.__has_next__()

    def __next__(mut self) -> Self.I.Element:
        if not self.current.__has_next__():
            self.current = Self.I(copy=self.first)
        return self.current.__next__()


def product[A: AnyType, B: AnyType](
    ref a: A, ref b: B
) -> ProductIterator[type_of(a.__iter__()), type_of(b.__iter__())]:
    """Every pair of an element of the first and one of the second, the second changing faster."""
    return ProductIterator(a.__iter__(), b.__iter__())


struct ProductIterator[A: Movable, B: Copyable](ImplicitlyCopyable):
    comptime Element = Tuple[Self.A.Element, Self.B.Element]

    var outer: Self.A
    var inner_start: Self.B
    var inner: Self.B
    var held: Optional[Self.A.Element]

    def __init__(out self, var outer: Self.A, var inner: Self.B):
        self.inner_start = Self.B(copy=inner)
        self.inner = inner^
        self.held = None
        if outer.__has_next__():
            self.held = outer.__next__()
        self.outer = outer^

    def __iter__(var self) -> Self:
        return self^

    def __has_next__(self) -> Bool:
        return self.held.__bool__() and (
            self.inner.__has_next__() or (self.outer.__has_next__() and self.inner_start.__has_next__())
        )

    def __next__(mut self) -> Tuple[Self.A.Element, Self.B.Element]:
        if not self.inner.__has_next__():
            self.held = self.outer.__next__()
            self.inner = Self.B(copy=self.inner_start)
        return (Self.A.Element(copy=self.held.value()), self.inner.__next__())


def take_while[
    T: AnyType, F: AnyType, //, predicate: F
](ref iterable: T) -> TakeWhileIterator[type_of(iterable.__iter__()), predicate]:
    """The elements up to the first for which the predicate is false."""
    return TakeWhileIterator[type_of(iterable.__iter__()), predicate](iterable.__iter__())


struct TakeWhileIterator[F: AnyType, //, I: Movable, predicate: F](ImplicitlyCopyable):
    comptime Element = Self.I.Element

    var inner: Self.I
    var held: Optional[Self.I.Element]

    def __init__(out self, var inner: Self.I):
        self.inner = inner^
        self.held = None
        self.fetch()

    def fetch(mut self):
        self.held = None
        if self.inner.__has_next__():
            var candidate = self.inner.__next__()
            if Self.predicate(candidate):
                self.held = candidate^

    def __iter__(var self) -> Self:
        return self^

    def __has_next__(self) -> Bool:
        return self.held.__bool__()

    def __next__(mut self) -> Self.I.Element:
        var result = self.held.take()
        self.fetch()
        return result^


def drop_while[
    T: AnyType, F: AnyType, //, predicate: F
](ref iterable: T) -> DropWhileIterator[type_of(iterable.__iter__()), predicate]:
    """The elements from the first on for which the predicate is false."""
    return DropWhileIterator[type_of(iterable.__iter__()), predicate](iterable.__iter__())


struct DropWhileIterator[F: AnyType, //, I: Movable, predicate: F](ImplicitlyCopyable):
    comptime Element = Self.I.Element

    var inner: Self.I
    var held: Optional[Self.I.Element]

    def __init__(out self, var inner: Self.I):
        self.inner = inner^
        self.held = None
        while self.inner.__has_next__():
            var candidate = self.inner.__next__()
            if not Self.predicate(candidate):
                self.held = candidate^
                return

    def __iter__(var self) -> Self:
        return self^

    def __has_next__(self) -> Bool:
        return self.held.__bool__() or self.inner.__has_next__()

    def __next__(mut self) -> Self.I.Element:
        if self.held:
            return self.held.take()
        return self.inner.__next__()
