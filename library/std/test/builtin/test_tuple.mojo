# test: run


def pair() -> Tuple[Int, String]:
    return (1, "one")


def main():
    var t = (1, "two", 3.5, True)
    print(t, len(t), t[0], t[1], t[-1])  # prints: (1, 'two', 3.5, True) 4 1 two True
    t[0] = 10
    print(t[0], (5,), ())  # prints: 10 (5,) ()
    var number, text = pair()
    print(number, text)  # prints: 1 one
    var a, b = 1, 2
    a, b = b, a
    print(a, b)  # prints: 2 1
    print((1, 2) < (1, 3), (1, 2) == (1, 2), (2, 0) > (1, 9), (1, "a") != (1, "b"), (1, 2) <= (1, 2))  # prints: True True True True True
    print(2 in (1, 2, 3), "x" in ("y", "z"), String("two") in t)  # prints: True False True
    var copy = t
    copy[1] = "changed"
    print(t[1], copy[1])  # prints: two changed
    print(hash((1, 2)) == hash((1, 2)), ((1, 2), ("a", ("b",))))  # prints: True ((1, 2), ('a', ('b',)))
