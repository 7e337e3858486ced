# test: run
# modes: O0 O3 (the interpreter opens no shared libraries)
# requires: libpython
"""Memory of Python's arrays in place: elements, writing, what is refused."""
from python import Python, PythonBuffer
from testing import assert_equal, assert_raises, assert_true


def main() raises:
    var numbers = Python.import_module("array").array("d", [1.5, 2.5, 3.0])
    var buffer = PythonBuffer[DType.float64](numbers, writable=True)
    assert_equal(len(buffer), 3)
    var sum = 0.0
    for value in buffer.span():
        sum += value
    assert_equal(sum, 7.0)
    buffer.span()[0] = 10.0
    assert_equal(String(numbers), "array('d', [10.0, 2.5, 3.0])")
    with assert_raises(contains="cannot resize an array that is exporting buffers"):
        _ = numbers.append(1.0)
    _ = buffer^
    _ = numbers.append(1.0)
    with assert_raises(contains="not of type int64"):
        _ = PythonBuffer[DType.int64](numbers)
    with assert_raises(contains="BufferError"):
        _ = PythonBuffer[DType.uint8](Python.evaluate("b'ab'"), writable=True)
    with assert_raises(contains="TypeError"):
        _ = PythonBuffer[DType.uint8](Python.evaluate("3"))
    var bytes = PythonBuffer[DType.uint8](Python.evaluate("bytearray(b'ab')"))
    assert_equal(Int(bytes.span()[1]), 98)
    assert_equal(bytes.shape()[0], 2)
