# test: run
# modes: O0 O3 (the interpreter opens no shared libraries)
"""Python objects: conversions, attributes, calls, operators, elements, iteration, errors. Skipped where there is no Python."""
from python import Python, PythonObject
from testing import assert_equal, assert_false, assert_raises, assert_true


def test_conversions() raises:
    var none = PythonObject(None)
    assert_equal(String(none), "None")
    assert_equal(String(PythonObject(True)), "True")
    assert_equal(String(PythonObject(-5)), "-5")
    assert_equal(String(PythonObject(UInt8(200))), "200")
    assert_equal(String(PythonObject(UInt64.MAX)), "18446744073709551615")
    assert_equal(String(PythonObject(Float32(0.5))), "0.5")
    assert_equal(String(PythonObject(2.5)), "2.5")
    assert_equal(String(PythonObject("text")), "text")
    var text = String("größer")
    assert_equal(len(PythonObject(text)), 6)
    var mixed: PythonObject = ["a", 1, 2.5, None, [1, 2]]
    assert_equal(String(mixed), "['a', 1, 2.5, None, [1, 2]]")
    var nested: PythonObject = [1, ["b", 2.5], []]
    assert_equal(String(nested), "[1, ['b', 2.5], []]")
    var table: PythonObject = {"a": 1, "b": [1, "x"], 3: None}
    assert_equal(String(table), "{'a': 1, 'b': [1, 'x'], 3: None}")
    var set: PythonObject = {1, "a", 1}
    assert_equal(len(set), 2)
    var from_list = PythonObject([1, 2, 3])
    assert_equal(String(from_list), "[1, 2, 3]")
    var pair: PythonObject = (1, "b")
    assert_equal(String(pair), "(1, 'b')")
    assert_equal(repr(PythonObject("it's")), '"it\'s"')


def test_back_conversions() raises:
    assert_equal(Int(PythonObject(7)), 7)
    assert_equal(Float64(PythonObject(1.25)), 1.25)
    assert_equal(PythonObject(3).to_float64(), 3.0)
    assert_equal(PythonObject(3.9).to_int(), 3)
    assert_equal(PythonObject(4).__index__(), 4)
    with assert_raises(contains="TypeError"):
        _ = PythonObject(4.5).__index__()
    with assert_raises(contains="OverflowError"):
        _ = Int(PythonObject(2) ** 64)
    assert_true(PythonObject([0]).__bool__())
    if PythonObject(0):
        raise Error("0 is false")


def test_operators() raises:
    var seven: PythonObject = 7
    assert_equal(String(seven + 1), "8")
    assert_equal(String(1 + seven), "8")
    assert_equal(String(10 - seven), "3")
    assert_equal(String(seven / 2), "3.5")
    assert_equal(String(seven // -2), "-4")
    assert_equal(String(seven % -3), "-2")
    assert_equal(String(-7 % seven * 2.5), "0.0")
    assert_equal(String(seven**2), "49")
    assert_equal(String(2**seven), "128")
    assert_equal(String(seven << 2), "28")
    assert_equal(String(seven >> 1), "3")
    assert_equal(String(seven & 3), "3")
    assert_equal(String(seven | 8), "15")
    assert_equal(String(seven ^ 1), "6")
    assert_equal(String(-seven), "-7")
    assert_equal(String(~seven), "-8")
    assert_equal(String(+seven), "7")
    seven += 3
    seven *= 2
    seven -= 1
    assert_equal(String(seven), "19")
    var text: PythonObject = "ab"
    text += "c"
    assert_equal(String(text * 2), "abcabc")
    assert_equal(String("<" + text), "<abc")
    assert_true(seven == 19)
    assert_true(seven != 20)
    assert_true(seven < 20 and seven <= 19 and seven > 18 and seven >= 19)
    assert_true(18 < seven)
    with assert_raises(contains="unsupported operand type"):
        _ = seven + "x"
    var list: PythonObject = [1]
    var same = list
    list += [2]
    assert_equal(String(same), "[1, 2]")


def test_elements() raises:
    var list: PythonObject = [10, 20, 30, 40]
    assert_equal(String(list[0]), "10")
    assert_equal(String(list[-1]), "40")
    assert_equal(String(list[1:3]), "[20, 30]")
    assert_equal(String(list[::-1]), "[40, 30, 20, 10]")
    list[1] = "x"
    list[2:] = [7, 8]
    assert_equal(String(list), "[10, 'x', 7, 8]")
    assert_true(10 in list)
    assert_false(11 in list)
    assert_true(11 not in list)
    with assert_raises(contains="IndexError: list index out of range"):
        _ = list[9]
    var table = Python.dict()
    table["a"] = 1
    table[1, 2] = "pair"
    assert_equal(String(table[(1, 2)]), "pair")
    table["a"] += 5
    assert_equal(String(table), "{'a': 6, (1, 2): 'pair'}")
    assert_equal(len(table), 2)
    with assert_raises(contains="KeyError"):
        _ = table["missing"]


def test_iteration() raises:
    var total = 0
    for item in PythonObject([1, 2, 3]):
        total += Int(item)
    assert_equal(total, 6)
    var names = String()
    for name in Python.evaluate("{'a': 1, 'b': 2}"):
        names += String(name)
    assert_equal(names, "ab")
    for _ in Python.list():
        raise Error("an empty list has no items")
    with assert_raises(contains="is not iterable"):
        for _ in PythonObject(5):
            pass
    var failing = Python.evaluate("(10 // x for x in [5, 0])")
    var seen = 0
    with assert_raises(contains="ZeroDivisionError"):
        for _ in failing:
            seen += 1
    assert_true(seen <= 1)


def test_attributes_and_calls() raises:
    var types = Python.import_module("types")
    var space = types.SimpleNamespace(a=1, b="two")
    assert_equal(String(space.a), "1")
    space.c = [1, 2]
    space.c.append(3)
    assert_equal(String(space.c), "[1, 2, 3]")
    space.a += 4
    assert_equal(String(space), "namespace(a=5, b='two', c=[1, 2, 3])")
    with assert_raises(contains="AttributeError"):
        _ = space.missing
    var builtins = Python.import_module("builtins")
    assert_equal(String(builtins.sorted([3, 1, 2], reverse=True)), "[3, 2, 1]")
    assert_equal(String(builtins.max(1, 5, 3)), "5")
    assert_equal(String(builtins.str("{:<6}{:.2f}|").format("ab", 1.5)), "ab    1.50|")
    with assert_raises(contains="ValueError: invalid literal"):
        _ = builtins.int("x")
    var copied = space.c.copy()
    copied.append(4)
    assert_equal(len(space.c), 3)


def test_identity_and_hash() raises:
    var first: PythonObject = [1]
    var second = first
    var third: PythonObject = [1]
    assert_true(first is second)
    assert_true(first is not third)
    assert_true(first == third)
    assert_true(PythonObject(None) is None)
    assert_equal(PythonObject(12).__hash__(), 12)
    with assert_raises(contains="unhashable"):
        _ = first.__hash__()


def test_references() raises:
    """Copies and destructors keep Python's count."""
    var sys = Python.import_module("sys")
    var object = Python.evaluate("[]")
    var before = Int(sys.getrefcount(object))
    var copies = List[PythonObject]()
    for _ in range(10):
        copies.append(object)
    assert_equal(Int(sys.getrefcount(object)), before + 10)
    copies.clear()
    for _ in range(100):
        _ = object.append
        _ = Python.list(object, object)
        try:
            _ = object.nothing
        except:
            pass
    assert_equal(Int(sys.getrefcount(object)), before)


def main() raises:
    try:
        _ = Python.import_module("sys")
    except error:
        print("skipped:", error)
        return
    test_conversions()
    test_back_conversions()
    test_operators()
    test_elements()
    test_iteration()
    test_attributes_and_calls()
    test_identity_and_hash()
    test_references()
