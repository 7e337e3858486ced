# test: run
# The owner's end of a deque: last in, first out; the thieves' end: first in, first out; it grows.
from runtime.deque import Deque, depth, looks_empty, push, steal, take
from memory.raw import raw_allocate_aligned, raw_free
from testing import assert_equal, assert_true


def item(number: Int) -> __type.pointer[UInt8]:
    return __op.int_to_pointer[UInt8](number.value)


def number(item: __type.pointer[UInt8]) -> Int:
    return Int(raw=__op.pointer_to_int(item))


def main() raises:
    var size = Int(raw=__op.size_of[Deque]())
    var memory = raw_allocate_aligned(size, 64)
    __op.memory_set(memory, UInt8(0).value, size.value)
    var deque = __op.pointer_cast[Deque](memory)
    assert_true(looks_empty(deque))
    assert_equal(number(take(deque)), 0)
    assert_equal(number(steal(deque)), 0)
    for i in range(1, 1001):
        push(deque, item(i))
    assert_equal(depth(deque), 1000)
    assert_equal(number(take(deque)), 1000)
    assert_equal(number(steal(deque)), 1)
    assert_equal(number(steal(deque)), 2)
    for i in range(999, 3, -1):
        assert_equal(number(take(deque)), i)
    # The last one may be had from either end, once.
    assert_equal(number(take(deque)), 3)
    assert_equal(number(steal(deque)), 0)
    push(deque, item(7))
    assert_equal(number(steal(deque)), 7)
    assert_equal(number(take(deque)), 0)
    assert_true(looks_empty(deque))
    raw_free(memory)
    print("ok")  # prints: ok
