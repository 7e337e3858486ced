# test: run
# modes: O0 O3 (addresses in the interpreter are its own)
# Large blocks on the stack begin at a line of the cache, whatever is allocated beside them; small ones need not.
from memory import stack_allocation
from testing import assert_equal


@no_inline
def starts[odd: Int]() raises:
    var small = stack_allocation[odd, DType.int8]()
    var block = stack_allocation[1024, DType.float32]()
    small[0] = 1
    block[0] = 2
    assert_equal(Int(block) % 64, 0)
    assert_equal(small[0], 1)


def main() raises:
    starts[1]()
    starts[7]()
    starts[33]()
