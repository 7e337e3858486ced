# test: run
# `Span` and `StringSlice` of a pointer have the pointer's mutability and origin when none are given.


def first_two(text: String) -> String:
    return String(unsafe_from_utf8=Span(ptr=text.unsafe_ptr(), length=2))


def main():
    print(first_two("hello"))  # prints: he
    var array = InlineArray[UInt8, 3](fill=65)
    var view = Span(ptr=array.unsafe_ptr() + 1, length=2)
    view[0] = 66
    print(StringSlice(ptr=array.unsafe_ptr(), length=3))  # prints: ABA
    var given = Span[UInt8, origin_of(array)](ptr=array.unsafe_ptr(), length=1)
    print(given[0])  # prints: 65
