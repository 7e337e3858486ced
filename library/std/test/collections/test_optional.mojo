# test: run


def half(n: Int) -> Optional[Int]:
    if n % 2 == 0:
        return n // 2
    return None


def main() raises:
    var some = half(10)
    var none = half(3)
    print(some, none, repr(some), repr(none))  # prints: 5 None Optional(5) Optional(None)
    print(Bool(some), Bool(none), some is None, none is None, some is not None)  # prints: True False False True True
    print(some.value(), some.or_else(1), none.or_else(1), some[])  # prints: 5 5 1 5
    print(some == half(10), some == none, none == half(5), some == None)  # prints: True False True False
    if some:
        some.value() += 1
    print(some.value())  # prints: 6
    var text = Optional(String("a text of more than twenty-three bytes"))
    var copy = text
    print(text.take(), "|", text, "|", copy.value())  # prints: a text of more than twenty-three bytes | None | a text of more than twenty-three bytes
    try:
        _ = none[]
    except error:
        print(error)  # prints: the Optional is empty
    for value in some:
        print(value)  # prints: 6
    for value in none:
        print(value)
