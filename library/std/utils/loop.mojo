"""`unroll`: a function for every number below a bound, written out."""


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
