"""`unique`: which rows of a matrix are equal."""

from memory import UnsafePointer

from engine.memory import Memory
from engine.tensor import Tensor
from kernels.sort_keys import key_of, key_type_of
from kernels.sorting import sort_pairs


def unique[
    dtype: DType, //, in_order: Bool
](
    memory: UnsafePointer[Memory, MutAnyOrigin],
    rows: Tensor[dtype, 2],
    mut first: Tensor[DType.int64, 1],
    mut kind_of_row: Tensor[DType.int64, 1],
    mut counts: Tensor[DType.int64, 1],
    threads: Int,
) raises:
    """Finds the kinds of rows. Zeros of both signs are equal, and NaNs are, which come after all numbers.

    Parameters:
        dtype: Integers or floats.
        in_order: Kinds are numbered in the order of their rows, else of their first places.

    Args:
        memory: Where the outputs come from.
        rows: The rows.
        first: Of each kind, the place of its first row.
        kind_of_row: Of each row, the number of its kind.
        counts: How many rows of each kind there are.
        threads: Not used yet.
    """
    var count = rows.shape[0]
    if count >= 1 << 32:
        raise Error("unique: ", count, " rows are too many to compare")
    # Places of the rows in order, and whether the row at a place in the order is the first of its kind
    var places = Tensor[DType.uint32, 1](memory, count)
    var is_first = Tensor[DType.uint8, 1](memory, count)
    _order_rows(memory, rows, places.data, is_first.data)
    var kinds = 0
    for i in range(count):
        kinds += Int(is_first.data[i])
    var new_first = Tensor[DType.int64, 1](memory, kinds)
    var new_kinds = Tensor[DType.int64, 1](memory, count)
    var new_counts = Tensor[DType.int64, 1](memory, kinds)
    for kind in range(kinds):
        new_counts.data[kind] = 0
    var kind = -1
    for i in range(count):
        kind += Int(is_first.data[i])
        new_kinds.data[Int(places.data[i])] = Int64(kind)
    comptime if not in_order:
        # By the first place that has the kind
        var numbers = Tensor[DType.int64, 1](memory, kinds)
        for each in range(kinds):
            numbers.data[each] = -1
        var next = 0
        for row in range(count):
            var place = numbers.data + Int(new_kinds.data[row])
            if place[] < 0:
                place[] = Int64(next)
                next += 1
            new_kinds.data[row] = place[]
    for row in range(count):
        var at = Int(new_kinds.data[row])
        if new_counts.data[at] == 0:
            new_first.data[at] = Int64(row)
        new_counts.data[at] += 1
    first = new_first^
    kind_of_row = new_kinds^
    counts = new_counts^


def _order_rows[
    dtype: DType, //
](
    memory: UnsafePointer[Memory, MutAnyOrigin],
    rows: Tensor[dtype, 2],
    places: UnsafePointer[UInt32, MutAnyOrigin],
    is_first: UnsafePointer[UInt8, MutAnyOrigin],
) raises:
    """Column after column orders the rows that are equal in those before; what differs already is not looked at again."""
    comptime key = key_type_of(dtype)
    var count = rows.shape[0]
    var width = rows.shape[1]
    var keys = Tensor[key, 1](memory, 2 * count + 64)
    var moved = Tensor[DType.uint32, 1](memory, 2 * count + 64)
    for i in range(count):
        places[i] = UInt32(i)
        is_first[i] = UInt8(i == 0)
    for column in range(width):
        var is_open = False
        var start = 0
        while start < count:
            var end = start + 1
            while end < count and is_first[end] == 0:
                end += 1
            if end - start > 1:
                is_open = True
                _order_group(rows.data + column, width, places + start, is_first + start, end - start, keys.data, moved.data)
            start = end
        if not is_open:
            break
    _ = keys^
    _ = moved^


def _order_group[
    dtype: DType, //
](
    column: UnsafePointer[Scalar[dtype], MutAnyOrigin],
    width: Int,
    places: UnsafePointer[UInt32, MutAnyOrigin],
    is_first: UnsafePointer[UInt8, MutAnyOrigin],
    count: Int,
    keys: UnsafePointer[Scalar[key_type_of(dtype)], MutAnyOrigin],
    moved: UnsafePointer[UInt32, MutAnyOrigin],
):
    """Orders some rows by their elements in a column, and marks where these change; `keys` and `moved` have room for twice as many."""
    var is_equal = True
    for i in range(count):
        keys[i] = key_of[are_zeros_equal=True](column[Int(places[i]) * width])
        moved[i] = places[i]
        is_equal = is_equal and keys[i] == keys[0]
    if is_equal:
        return
    sort_pairs(keys, moved, count)
    for i in range(count):
        places[i] = moved[i]
    for i in range(1, count):
        is_first[i] = UInt8(keys[i] != keys[i - 1])
