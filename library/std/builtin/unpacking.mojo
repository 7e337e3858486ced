"""What the compiler calls where a value is unpacked whose length is known at run time only: `a, b = items`."""


@always_inline
def __unpacking_fits(found: Int, expected: Int, open: Bool) -> Bool:
    """Whether there are as many values as targets; `open`: at least as many, because one target takes the rest."""
    return found >= expected if open else found == expected


@no_inline
def __unpacking_error(found: Int, expected: Int, open: Bool) -> Error:
    """What is raised where they are not, in the words of Python's `ValueError`."""
    if open:
        return Error("not enough values to unpack (expected at least ", expected, ", got ", found, ")")
    if found < expected:
        return Error("not enough values to unpack (expected ", expected, ", got ", found, ")")
    return Error("too many values to unpack (expected ", expected, ", got ", found, ")")
