"""The iterators behind `enumerate`, `zip`, `map`, `filter`, `peekable`, and the functions that make them."""


@always_inline
def iter[T: AnyType](ref iterable: T) -> type_of(iterable.__iter__()):
    """An iterator over a collection."""
    return iterable.__iter__()


@always_inline
def next[T: AnyType](mut iterator: T) raises StopIteration -> type_of(iterator.__next__()):
    """The next element.

    Raises:
        StopIteration: If there is none.
    """
    if not iterator.__has_next__():
        raise StopIteration()
    return iterator.__next__()


@always_inline
def reversed[T: AnyType](ref iterable: T) -> type_of(iterable.__reversed__()):
    """An iterator from the end to the start."""
    return iterable.__reversed__()


def enumerate[T: AnyType](ref iterable: T, start: Int = 0) -> EnumerateIterator[type_of(iterable.__iter__())]:
    """Pairs of a running number and an element."""
    return EnumerateIterator(iterable.__iter__(), start)


def zip[A: AnyType, B: AnyType](
    ref a: A, ref b: B
) -> ZipIterator[type_of(a.__iter__()), type_of(b.__iter__())]:
    """Pairs of elements, as many as the shorter one has."""
    return ZipIterator(a.__iter__(), b.__iter__())


def zip[A: AnyType, B: AnyType, C: AnyType](
    ref a: A, ref b: B, ref c: C
) -> Zip3Iterator[type_of(a.__iter__()), type_of(b.__iter__()), type_of(c.__iter__())]:
    return Zip3Iterator(a.__iter__(), b.__iter__(), c.__iter__())


def map[T: AnyType, F: AnyType, //, function: F](ref iterable: T) -> MapIterator[type_of(iterable.__iter__()), function]:
    """The function of every element, when it is asked for."""
    return MapIterator[type_of(iterable.__iter__()), function](iterable.__iter__())


def filter[T: AnyType, F: AnyType, //, function: F](ref iterable: T) -> FilterIterator[type_of(iterable.__iter__()), function]:
    """The elements for which the function is true."""
    return FilterIterator[type_of(iterable.__iter__()), function](iterable.__iter__())


def peekable[T: AnyType](ref iterable: T) -> PeekableIterator[type_of(iterable.__iter__())]:
    """An iterator whose next element can be looked at."""
    return PeekableIterator(iterable.__iter__())


struct EnumerateIterator[I: Movable](ImplicitlyCopyable):
    comptime Element = Tuple[Int, Self.I.Element]

    var inner: Self.I
    var count: Int

    @always_inline
    def __init__(out self, var inner: Self.I, start: Int):
        self.inner = inner^
        self.count = start

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __has_next__(self) -> Bool:
        return self.inner.__has_next__()

    @always_inline
    def __next__(mut self) -> Tuple[Int, Self.I.Element]:
        var number = self.count
        self.count += 1
        return (number, self.inner.__next__())


struct ZipIterator[A: Movable, B: Movable](ImplicitlyCopyable):
    comptime Element = Tuple[Self.A.Element, Self.B.Element]

    var a: Self.A
    var b: Self.B

    @always_inline
    def __init__(out self, var a: Self.A, var b: Self.B):
        self.a = a^
        self.b = b^

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __has_next__(self) -> Bool:
        return self.a.__has_next__() and self.b.__has_next__()

    @always_inline
    def __next__(mut self) -> Tuple[Self.A.Element, Self.B.Element]:
        return (self.a.__next__(), self.b.__next__())


struct Zip3Iterator[A: Movable, B: Movable, C: Movable](ImplicitlyCopyable):
    comptime Element = Tuple[Self.A.Element, Self.B.Element, Self.C.Element]

    var a: Self.A
    var b: Self.B
    var c: Self.C

    @always_inline
    def __init__(out self, var a: Self.A, var b: Self.B, var c: Self.C):
        self.a = a^
        self.b = b^
        self.c = c^

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __has_next__(self) -> Bool:
        return self.a.__has_next__() and self.b.__has_next__() and self.c.__has_next__()

    @always_inline
    def __next__(mut self) -> Tuple[Self.A.Element, Self.B.Element, Self.C.Element]:
        return (self.a.__next__(), self.b.__next__(), self.c.__next__())


struct MapIterator[F: AnyType, //, I: Movable, function: F](ImplicitlyCopyable):
    var inner: Self.I

    @always_inline
    def __init__(out self, var inner: Self.I):
        self.inner = inner^

    @always_inline
    def __iter__(var self) -> Self:
        return self^

    @always_inline
    def __has_next__(self) -> Bool:
        return self.inner.__has_next__()

    @always_inline
    def __next__(mut self) -> type_of(Self.function(self.inner.__next__())):
        return Self.function(self.inner.__next__())


struct FilterIterator[F: AnyType, //, I: Movable, function: F](ImplicitlyCopyable):
    comptime Element = Self.I.Element

    var inner: Self.I
    var found: Optional[Self.I.Element]

    def __init__(out self, var inner: Self.I):
        self.inner = inner^
        self.found = None
        self.search()

    def search(mut self):
        self.found = None
        while self.inner.__has_next__():
            var candidate = self.inner.__next__()
            if Self.function(candidate):
                self.found = candidate^
                return

    def __iter__(var self) -> Self:
        return self^

    def __has_next__(self) -> Bool:
        return self.found.__bool__()

    def __next__(mut self) -> Self.I.Element:
        var result = self.found.take()
        self.search()
        return result^


struct PeekableIterator[I: Movable](ImplicitlyCopyable):
    comptime Element = Self.I.Element

    var inner: Self.I
    var waiting: Optional[Self.I.Element]

    def __init__(out self, var inner: Self.I):
        self.inner = inner^
        self.waiting = None

    def __iter__(var self) -> Self:
        return self^

    def __has_next__(self) -> Bool:
        return self.waiting.__bool__() or self.inner.__has_next__()

    def __next__(mut self) -> Self.I.Element:
        if self.waiting:
            return self.waiting.take()
        return self.inner.__next__()

    def peek(mut self) -> Optional[Self.I.Element]:
        """The next element, which stays the next one."""
        if not self.waiting and self.inner.__has_next__():
            self.waiting = self.inner.__next__()
        return self.waiting
