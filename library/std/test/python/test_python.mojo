# test: run
# modes: O0 O3 (the interpreter opens no shared libraries)
"""Modules, evaluation and builtins of Python. Skipped where there is no Python."""
from python import Python, PythonObject
from testing import assert_equal, assert_false, assert_raises, assert_true


def test_modules() raises:
    var math = Python.import_module("math")
    assert_equal(Float64(math.sqrt(16)), 4.0)
    with assert_raises(contains="ModuleNotFoundError: No module named 'no_such_module'"):
        _ = Python.import_module("no_such_module")
    Python.add_to_path("/a/folder/of/its/own")
    assert_true("/a/folder/of/its/own" in Python.import_module("sys").path)


def test_evaluate() raises:
    assert_equal(String(Python.evaluate("[x * x for x in range(4)]")), "[0, 1, 4, 9]")
    var module = Python.evaluate("def twice(x):\n    return 2 * x\nlimit = 5\n", file=True, name="made_here")
    assert_equal(Int(module.twice(21)), 42)
    assert_equal(Int(module.limit), 5)
    with assert_raises(contains="SyntaxError"):
        _ = Python.evaluate("1 +")
    with assert_raises(contains="NameError: name 'twice' is not defined"):
        _ = Python.evaluate("twice(1)")
    assert_true(Python.eval("kept = 3"))
    assert_false(Python.eval("1 / 0"))
    assert_equal(Int(Python.evaluate("kept")), 3)


def test_builtins() raises:
    assert_equal(String(Python.dict(a=1, b="x")), "{'a': 1, 'b': 'x'}")
    assert_equal(String(Python.list(1, "x", 2.5)), "[1, 'x', 2.5]")
    assert_equal(String(Python.tuple(1, "x")), "(1, 'x')")
    assert_equal(String(Python.tuple()), "()")
    assert_true(Python.none() is PythonObject(None))
    assert_equal(String(Python.str(PythonObject(5)) + "!"), "5!")
    assert_equal(String(Python.int("12") + 1), "13")
    assert_equal(String(Python.float("1.5")), "1.5")
    assert_true(Python.is_type(Python.type(PythonObject(1)), Python.evaluate("int")))
    assert_false(Python.is_type(Python.type(PythonObject(1)), Python.evaluate("str")))


def test_instance() raises:
    var python = Python()
    assert_equal(String(python.import_module("os.path").join("a", "b")), "a/b")


def main() raises:
    try:
        _ = Python.import_module("sys")
    except error:
        print("skipped:", error)
        return
    test_modules()
    test_evaluate()
    test_builtins()
    test_instance()
