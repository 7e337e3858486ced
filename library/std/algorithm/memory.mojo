"""`parallel_memcpy`: copies large memory on several threads."""

from .parallel import parallelize


def parallel_memcpy[dtype: DType, //](dest: UnsafePointer[Scalar[dtype], _], src: UnsafePointer[Scalar[dtype], _], count: Int):
    """Copies numbers on as many threads as pay off; the ranges must not overlap.

    Args:
        dest: Where to.
        src: Where from.
        count: How many numbers.
    """
    # Below that one thread is faster.
    comptime block = 1 << 20
    parallel_memcpy(dest, src, count, block, max(1, count // block))


def parallel_memcpy[
    dtype: DType, //
](dest: UnsafePointer[Scalar[dtype], _], src: UnsafePointer[Scalar[dtype], _], count: Int, count_per_task: Int, num_tasks: Int):
    """Copies numbers in parts; the ranges must not overlap.

    Args:
        dest: Where to.
        src: Where from.
        count: How many numbers.
        count_per_task: Numbers in each part.
        num_tasks: Parts that may be copied at once.
    """
    var parts = (count + count_per_task - 1) // count_per_task

    @parameter
    def copy(part: Int):
        var start = part * count_per_task
        var length = min(count_per_task, count - start)
        __op.memory_copy(__op.offset(dest.address, start.value), __op.offset(src.address, start.value), (length * dtype.size_of()).value)

    if num_tasks <= 1:
        for part in range(parts):
            copy(part)
    else:
        parallelize[copy](parts, num_tasks)
