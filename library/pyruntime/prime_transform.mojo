"""Transforms of polynomials modulo a prime, and products of what they give.

`n` coefficients are `n / 4` vectors of four; a vector is a coefficient, of degree less than 4 in x, of a polynomial in y = x**4. The transform
computes it modulo `y - c` for every c that is a root of unity, so that what is left are short polynomials modulo `x**4 - c`. That way
every step works on whole vectors.
Block 0 is the ring modulo `y**m - 1`; block b splits into blocks 2 b, modulo `y**(m/2) - w[b]`, and 2 b + 1, modulo `y**(m/2) + w[b]`, for
w[0] = 1, w[1] a root of -1, w[2 b] a square root of w[b]. Block 2 is the ring modulo `y**m - w[1]`. Two splits are done at once. Results lie in
the order in which the blocks arise, which is that of reversed bits; nothing is ever brought in order.
J. W. Cooley and J. W. Tukey, 1965, and W. M. Gentleman and G. Sande, 1966, on the way back; bounds below are in units of the prime.
"""

from .prime_field import Floats, PrimeField

comptime _lanes = 8
"""Values computed with at once, where there are as many."""
comptime _in_cache = 1024
"""Vectors up to which a block is split step by step; longer ones part by part, so that the parts stay in the cache."""
comptime _order_bits = 26


struct TwiddleTable:
    """Roots of unity for the blocks of a transform, and their inverses."""

    var roots: Floats
    """w[b]."""
    var inverses: Floats
    """1 / w[b]."""

    def __init__(out self, field: PrimeField, count: Int):
        """Computes the roots.

        Args:
            field: Modulo which prime.
            count: How many, a power of two.
        """
        self.roots = Floats.alloc(count)
        self.inverses = Floats.alloc(count)
        _fill(field, self.roots, count, field.root)
        _fill(field, self.inverses, count, field.inverse_root)

    def free(self):
        """Gives the memory back."""
        self.roots.free()
        self.inverses.free()


def _fill(field: PrimeField, target: Floats, count: Int, root: Float64):
    """w[n + b] = w[b] * (a root of order 4 n), for n = 1, 2, 4, ..."""
    var powers = Floats.alloc(_order_bits + 1)
    powers[_order_bits] = root
    var order = _order_bits
    while order > 2:
        order -= 1
        powers[order] = field.reduced(field.product(powers[order + 1], powers[order + 1]))
    target[0] = 1
    var n = 1
    while n < count:
        var factor = powers[order]
        if n >= _lanes:
            for i in range(0, n, _lanes):
                target.store(n + i, field.reduced(field.product(target.load[width=_lanes](i), SIMD[DType.float64, _lanes](factor))))
        else:
            for i in range(n):
                target[n + i] = field.reduced(field.product(target[i], factor))
        n *= 2
        order += 1
    powers.free()


# Forth


def transform_forth(field: PrimeField, table: TwiddleTable, row: Floats, count: Int, block: Int):
    """In place. Takes values of at most 2.7, and gives such.

    Args:
        field: Modulo which prime.
        table: Roots for all blocks that arise.
        row: The values.
        count: Vectors of four, a power of two.
        block: 0 or 2, see above; others for parts.
    """
    if count > _in_cache:
        _split[_lanes](field, table, row, count, block)
        for part in range(4):
            transform_forth(field, table, row + part * count, count >> 2, 4 * block + part)
        return
    var length = count
    var first = block
    while length >= 4:
        for start in range(0, count, length):
            if length > 4:
                _split[_lanes](field, table, row + start * 4, length, first + start // length)
            else:
                _split[4](field, table, row + start * 4, length, first + start // length)
        length >>= 2
        first *= 4
    if length == 2:
        for pair in range(count >> 1):
            var at = row + pair * 8
            var a = field.reduced(at.load[width=4]())
            var b = field.product(at.load[width=4](4), SIMD[DType.float64, 4](table.roots[first + pair]))
            at.store(a + b)
            at.store(4, a - b)


@always_inline
def _split[width: Int](field: PrimeField, table: TwiddleTable, row: Floats, count: Int, block: Int):
    """A block into four. With inputs up to s, outputs are up to 1.6 + 0.42 s."""
    comptime Values = SIMD[DType.float64, width]
    var root = Values(table.roots[block])
    var first_root = Values(table.roots[2 * block])
    var second_root = Values(table.roots[2 * block + 1])
    for i in range(0, count, width):
        var a0 = field.reduced(row.load[width=width](i))
        var a1 = row.load[width=width](i + count)
        var a2 = field.product(row.load[width=width](i + 2 * count), root)
        var a3 = field.product(row.load[width=width](i + 3 * count), root)
        var b0 = a0 + a2
        var b1 = field.product(a1 + a3, first_root)
        var b2 = a0 - a2
        var b3 = field.product(a1 - a3, second_root)
        row.store(i, b0 + b1)
        row.store(i + count, b0 - b1)
        row.store(i + 2 * count, b2 + b3)
        row.store(i + 3 * count, b2 - b3)


# Back


def transform_back(field: PrimeField, table: TwiddleTable, row: Floats, count: Int, block: Int):
    """In place; gives the values times `count`. Takes values of at most 2.1, and gives such.

    Args:
        field: Modulo which prime.
        table: Roots for all blocks that arise.
        row: The values.
        count: Vectors of four, a power of two.
        block: As on the way forth.
    """
    if count > _in_cache:
        for part in range(4):
            transform_back(field, table, row + part * count, count >> 2, 4 * block + part)
        _join[_lanes](field, table, row, count, block)
        return
    var levels = 0
    while 1 << levels < count:
        levels += 1
    var length = 1
    if levels & 1 == 1:
        length = 2
        for pair in range(count >> 1):
            var at = row + pair * 8
            var a = at.load[width=4]()
            var b = at.load[width=4](4)
            at.store(field.reduced(a + b))
            at.store(4, field.product(a - b, SIMD[DType.float64, 4](table.inverses[(block << (levels - 1)) + pair])))
    while length < count:
        length *= 4
        levels -= 2
        var first = block * (count // length)
        for start in range(0, count, length):
            if length > 4:
                _join[_lanes](field, table, row + start * 4, length, first + start // length)
            else:
                _join[4](field, table, row + start * 4, length, first + start // length)


@always_inline
def _join[width: Int](field: PrimeField, table: TwiddleTable, row: Floats, count: Int, block: Int):
    """Four blocks into one. With inputs up to s, outputs are up to 0.5 + 0.76 s."""
    comptime Values = SIMD[DType.float64, width]
    var root = Values(table.inverses[block])
    var first_root = Values(table.inverses[2 * block])
    var second_root = Values(table.inverses[2 * block + 1])
    for i in range(0, count, width):
        var c0 = row.load[width=width](i)
        var c1 = row.load[width=width](i + count)
        var c2 = row.load[width=width](i + 2 * count)
        var c3 = row.load[width=width](i + 3 * count)
        var b0 = c0 + c1
        var b1 = field.product(c0 - c1, first_root)
        var b2 = c2 + c3
        var b3 = field.product(c2 - c3, second_root)
        row.store(i, field.reduced(b0 + b2))
        row.store(i + count, field.reduced(b1 + b3))
        row.store(i + 2 * count, field.product(b0 - b2, root))
        row.store(i + 3 * count, field.product(b1 - b3, root))


# Products


def multiply_pointwise(field: PrimeField, table: TwiddleTable, target: Floats, other: Floats, count: Int, block: Int):
    """Products of the short polynomials modulo `x**4 - c` and `x**4 + c`, in place of the first factor; values of at most 0.5.

    Args:
        field: Modulo which prime.
        table: The roots.
        target: The first factor, transformed.
        other: The second factor, which may be the first.
        count: Vectors of four, an even number.
        block: As for the transforms.
    """
    comptime Values = SIMD[DType.float64, 8]
    comptime signs = Values(1, 1, 1, 1, -1, -1, -1, -1)
    var first = block * count >> 1
    for i in range(0, count, 2):
        var c = Values(table.roots[first + (i >> 1)]) * signs
        var a = field.reduced(target.load[width=8](4 * i))
        var b = field.reduced(other.load[width=8](4 * i))
        var folded = field.product(b, c)
        var sum = field.product(b, a.shuffle[0, 0, 0, 0, 4, 4, 4, 4]())
        sum += field.product(folded.shuffle[3, 8, 9, 10, 7, 12, 13, 14](b), a.shuffle[1, 1, 1, 1, 5, 5, 5, 5]())
        sum += field.product(folded.shuffle[2, 3, 8, 9, 6, 7, 12, 13](b), a.shuffle[2, 2, 2, 2, 6, 6, 6, 6]())
        sum += field.product(folded.shuffle[1, 2, 3, 8, 5, 6, 7, 12](b), a.shuffle[3, 3, 3, 3, 7, 7, 7, 7]())
        target.store(4 * i, field.reduced(sum))
