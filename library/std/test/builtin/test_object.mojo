# test: run
"""Values whose type is known at run time only, and functions with untyped arguments."""
from testing import assert_equal, assert_false, assert_raises, assert_true


def add(a, b):
    return a + b


def largest(values):
    var result = values[0]
    for value in values:
        if value > result:
            result = value
    return result


def greet(name, greeting="hello"):
    return greeting + " " + name


def element(self: object, index: object) raises -> object:
    return self.values[index]


def change(self: object, index: object, value: object) raises -> object:
    self.values[index] = value
    return None


def push(self: object, value: object) raises -> object:
    self.values.append(value)
    return None


def scaled(self: object, factor: object) raises -> object:
    return self.size * factor


def test_numbers() raises:
    var three: object = 3
    assert_equal(String(three + 4), "7")
    assert_equal(String(10 - three), "7")
    assert_equal(String(three * 2.5), "7.5")
    assert_equal(String(three / 2), "1.5")
    assert_equal(String(-7 // three), "-3")
    assert_equal(String(-7 % three), "2")
    assert_equal(String(2**three), "8")
    assert_equal(String(three << 2), "12")
    assert_equal(String(three & 1), "1")
    assert_equal(String(-three), "-3")
    assert_equal(String(~three), "-4")
    assert_equal(String(object(True) + 1), "2")
    assert_equal(String(object(True) ^ object(True)), "False")
    three += 1
    assert_equal(Int(three), 4)
    assert_equal(Float64(object(1.25)), 1.25)
    assert_true(three == 4.0)
    assert_true(three != "4")
    assert_true(three > 3 and three >= 4 and three < 4.5 and three <= 4)
    with assert_raises(contains="ZeroDivisionError"):
        _ = three // 0
    with assert_raises(contains="TypeError: `+` does not take `Int` and `String`"):
        _ = three + "x"
    with assert_raises(contains="`<` does not take"):
        _ = three < "x"


def test_text_and_lists() raises:
    var list = object([])
    assert_false(list)
    list.append(1)
    list.append("two")
    list.append(None)
    list.append(2.5)
    assert_equal(String(list), "[1, 'two', None, 2.5]")
    assert_equal(len(list), 4)
    assert_equal(String(list[-1]), "2.5")
    var same = list
    same[0] = True
    assert_equal(String(list[0]), "True")
    same += object([7])
    assert_equal(len(list), 5)
    assert_true("two" in list)
    assert_false("three" in list)
    with assert_raises(contains="IndexError"):
        _ = list[5]
    var rows: object = [[1, 2], [3, 4]]
    rows[1, 0] = "x"
    rows[0, 1] += 5
    assert_equal(String(rows), "[[1, 7], ['x', 4]]")
    assert_true(object([1, 2]) == object([1, 2.0]))
    assert_equal(String(object([1]) + object(["a"]) * 2), "[1, 'a', 'a']")
    var text: object = "größe"
    assert_equal(String(text[2]), "ö")
    assert_equal(len(text), 5)
    assert_equal(String(text + "!"), "größe!")
    assert_true("öß" in text)
    var letters = String()
    for letter in text:
        letters += String(letter) + "."
    assert_equal(letters, "g.r.ö.ß.e.")


def test_dictionaries() raises:
    var table: object = {"a": 1, 2: [3, 4]}
    table["b"] = "x"
    table["a"] += 1
    assert_equal(String(table), "{'a': 2, 2: [3, 4], 'b': 'x'}")
    assert_equal(String(table[2, 1]), "4")
    assert_true("b" in table)
    with assert_raises(contains="KeyError: 'c'"):
        _ = table["c"]
    var keys = object([])
    for key in table:
        keys.append(key)
    assert_equal(String(keys), "['a', 2, 'b']")


def test_attributes() raises:
    var thing = object(
        Attr("values", object([10, 20])),
        Attr("size", 2),
        Attr("__getitem__", element),
        Attr("__setitem__", change),
        Attr("append", push),
        Attr("scaled", scaled),
    )
    assert_equal(Int(thing.size), 2)
    thing.size += 1
    thing.append(30)
    thing[0] = "first"
    assert_equal(String(thing.values), "['first', 20, 30]")
    assert_equal(String(thing[2]), "30")
    assert_equal(String(thing.scaled(5)), "15")
    thing.color = "red"
    assert_equal(String(thing.color), "red")
    with assert_raises(contains="has no attribute `missing`"):
        _ = thing.missing
    with assert_raises(contains="takes 2 arguments, but 3 are given"):
        _ = thing.scaled(1, 2)
    with assert_raises(contains="cannot be called"):
        _ = thing.size()


def test_untyped_arguments() raises:
    assert_equal(String(add(1, 2)), "3")
    assert_equal(String(add("a", "b")), "ab")
    assert_equal(String(add(1.5, 2)), "3.5")
    assert_equal(String(largest([3, 9, 4])), "9")
    assert_equal(String(greet("you")), "hello you")
    assert_equal(String(greet("you", greeting="bye")), "bye you")
    var function: object = add
    assert_equal(String(function(2, 3)), "5")
    var count = 0
    for i in range(object(3)):
        count += i
    assert_equal(count, 3)


def main() raises:
    test_numbers()
    test_text_and_lists()
    test_dictionaries()
    test_attributes()
    test_untyped_arguments()
