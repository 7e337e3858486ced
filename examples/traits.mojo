"""One function for many types: traits say what a type can do, `Self` and associated types say with what."""


trait Monoid(Copyable, Deinitable):
    """Something that can be combined, with a value that changes nothing."""

    @staticmethod
    def neutral() -> Self:
        ...

    def combined(self, other: Self) -> Self:
        ...

    def doubled(self) -> Self:
        return self.combined(self)


@fieldwise_init
struct Sum(ImplicitlyCopyable, Monoid, Writable):
    var value: Int

    @staticmethod
    def neutral() -> Self:
        return Self(0)

    def combined(self, other: Self) -> Self:
        return Self(self.value + other.value)

    def write_to(self, mut writer: Some[Writer]):
        writer.write("sum ", self.value)


@fieldwise_init
struct Longest(ImplicitlyCopyable, Monoid, Writable):
    var text: String

    @staticmethod
    def neutral() -> Self:
        return Self("")

    def combined(self, other: Self) -> Self:
        return self if self.text.byte_length() >= other.text.byte_length() else other

    def doubled(self) -> Self:
        """Overrides the default: the longest of two equals is itself."""
        return self

    def write_to(self, mut writer: Some[Writer]):
        writer.write("longest ", self.text)


@fieldwise_init
struct Both[A: Monoid, B: Monoid](Copyable, Monoid):
    """A pair of monoids is a monoid."""

    var a: Self.A
    var b: Self.B

    @staticmethod
    def neutral() -> Self:
        return Self(Self.A.neutral(), Self.B.neutral())

    def combined(self, other: Self) -> Self:
        return Self(self.a.combined(other.a), self.b.combined(other.b))


def fold[M: Monoid](values: List[M]) -> M:
    var result = M.neutral()
    for value in values:
        result = result.combined(value)
    return result^


def main():
    print(fold([Sum(1), Sum(2), Sum(39)]))  # prints: sum 42
    print(fold([Longest("fig"), Longest("cherry"), Longest("apple")]))  # prints: longest cherry
    print(Sum(21).doubled(), Longest("x").doubled())  # prints: sum 42 longest x
    var pairs = [Both(Sum(1), Longest("a")), Both(Sum(2), Longest("bb"))]
    var folded = fold(pairs)
    print(folded.a, folded.b)  # prints: sum 3 longest bb
