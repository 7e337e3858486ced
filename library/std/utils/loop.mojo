"""`unroll`: a function for every number below a bound, written out."""
from builtin.range import _SequentialRange, _StridedRange, _ZeroStartingRange


@always_inline
def unroll[func: def[idx: Int]() capturing -> None, count: Int]():
    comptime for i in range(count):
        func[i]()


@always_inline
def unroll[count: Int, func: def[idx: Int]() capturing -> None]():
    comptime for i in range(count):
        func[i]()


@always_inline
def unroll[func: def[idx0: Int, idx1: Int]() capturing -> None, dim0: Int, dim1: Int]():
    comptime for i in range(dim0):
        comptime for j in range(dim1):
            func[i, j]()


@always_inline
def unroll[func: def[idx: Int]() raises capturing -> None, count: Int]() raises:
    comptime for i in range(count):
        func[i]()


@always_inline
def unroll[func: def[idx0: Int, idx1: Int, idx2: Int]() capturing -> None, dim0: Int, dim1: Int, dim2: Int]():
    comptime for i in range(dim0):
        comptime for j in range(dim1):
            comptime for k in range(dim2):
                func[i, j, k]()


@always_inline
def unroll[func: def[idx: Int]() capturing -> None, zero_starting_range: _ZeroStartingRange]():
    comptime for i in range(zero_starting_range.end):
        func[i]()


@always_inline
def unroll[func: def[idx: Int]() capturing -> None, sequential_range: _SequentialRange]():
    comptime for i in range(sequential_range.start, sequential_range.end):
        func[i]()


@always_inline
def unroll[func: def[idx: Int]() capturing -> None, strided_range: _StridedRange]():
    comptime for i in range(strided_range.start, strided_range.end, strided_range.step):
        func[i]()
