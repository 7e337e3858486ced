"""Sorting by digits: `radix_sort`, `radix_sort_pairs`. Stable, and in time that depends on nothing but the number of keys.

Digits of 8 bits, the lowest first, each by counting. All digits are counted in one pass; one that all keys share is skipped.
Source: H. H. Seward, 1954, as in D. Knuth, "The Art of Computer Programming", volume 3, 5.2.5.
"""

from memory import UnsafePointer, alloc

comptime _digits = 256


def radix_sort[key: DType, //](keys: UnsafePointer[Scalar[key]], spare: UnsafePointer[Scalar[key]], count: Int):
    """Sorts keys in place.

    Parameters:
        key: Kind of key, an unsigned integer.

    Args:
        keys: The keys, [count].
        spare: Room for as many.
        count: Their number.
    """
    _radix_sort[False](keys, spare, UnsafePointer[UInt32](), UnsafePointer[UInt32](), count)


def radix_sort_pairs[
    key: DType, //
](
    keys: UnsafePointer[Scalar[key]],
    places: UnsafePointer[UInt32],
    spare_keys: UnsafePointer[Scalar[key]],
    spare_places: UnsafePointer[UInt32],
    count: Int,
):
    """Sorts keys in place, and what goes with them.

    Parameters:
        key: Kind of key, an unsigned integer.

    Args:
        keys: The keys, [count].
        places: What goes with each, [count].
        spare_keys: Room for as many keys.
        spare_places: Room for as many of what goes with them.
        count: Their number.
    """
    _radix_sort[True](keys, spare_keys, places, spare_places, count)


def _radix_sort[
    key: DType, //, has_places: Bool
](
    keys: UnsafePointer[Scalar[key]],
    spare_keys: UnsafePointer[Scalar[key]],
    places: UnsafePointer[UInt32],
    spare_places: UnsafePointer[UInt32],
    count: Int,
):
    comptime passes = key.size_of()
    if count <= 1:
        return
    var counts = InlineArray[Int, passes * _digits](fill=0)
    for i in range(count):
        var rest = keys[i]
        comptime for d in range(passes):
            counts[d * _digits + Int(rest >> Scalar[key](8 * d) & 0xFF)] += 1
    var from_keys = keys
    var to_keys = spare_keys
    var from_places = places
    var to_places = spare_places
    for d in range(passes):
        var shift = Scalar[key](8 * d)
        var digit_counts = counts.unsafe_ptr() + d * _digits
        if digit_counts[Int(keys[0] >> shift & 0xFF)] == count:
            continue
        var sum = 0
        for digit in range(_digits):
            var number = digit_counts[digit]
            digit_counts[digit] = sum
            sum += number
        for i in range(count):
            var this_key = from_keys[i]
            var digit = Int(this_key >> shift & 0xFF)
            var place = digit_counts[digit]
            digit_counts[digit] = place + 1
            to_keys[place] = this_key
            comptime if has_places:
                to_places[place] = from_places[i]
        swap(from_keys, to_keys)
        swap(from_places, to_places)
    if from_keys != keys:
        for i in range(count):
            keys[i] = from_keys[i]
            comptime if has_places:
                places[i] = from_places[i]
