"""Sparse matrices in compressed rows: `CsrView`, and their products with vectors and dense matrices, `csr_matvec` and `csr_matmul`.

The format is that of the Yale sparse matrix package: S. Eisenstat and others, 1977. Products are bound by the reading of the matrix and of what its columns
point at; threads get equal numbers of elements, not of rows.
"""

from algorithm import parallelize
from memory import UnsafePointer
from sys import simd_width_of

from .matrix_view import MatrixView
from .vector_memory import first_lanes, load_first, multiply_add, store_first


struct CsrView[dtype: DType, index_type: DType = DType.int32](ImplicitlyCopyable, TrivialRegisterPassable):
    """A matrix of which only some elements are stored, row after row, in somebody's memory.

    Parameters:
        dtype: Kind of element.
        index_type: Kind of index, an integer.
    """

    var rows: Int
    """Number of rows."""
    var columns: Int
    """Number of columns."""
    var starts: UnsafePointer[Scalar[Self.index_type]]
    """Where each row starts, and the end of the last: [rows + 1]."""
    var indices: UnsafePointer[Scalar[Self.index_type]]
    """The column of each element."""
    var values: UnsafePointer[Scalar[Self.dtype]]
    """The elements."""

    @always_inline
    def __init__(
        out self,
        rows: Int,
        columns: Int,
        starts: UnsafePointer[Scalar[Self.index_type], _],
        indices: UnsafePointer[Scalar[Self.index_type], _],
        values: UnsafePointer[Scalar[Self.dtype], _],
    ):
        """A view that is taken to be right; see `check`.

        Args:
            rows: Number of rows.
            columns: Number of columns.
            starts: Where each row starts, and the end of the last, [rows + 1].
            indices: The column of each element, in any order within a row, [starts[rows]].
            values: The elements; those of one place are added up, [starts[rows]].
        """
        self.rows = rows
        self.columns = columns
        self.starts = starts.as_any_origin()
        self.indices = indices.as_any_origin()
        self.values = values.as_any_origin()

    @always_inline
    def start(self, row: Int) -> Int:
        """Where a row starts; for the number of rows, how many elements there are.

        Args:
            row: Its number.
        """
        return Int(self.starts[row])

    def check(self, stored: Int) raises:
        """Looks whether this can be a matrix, so that products with it stay within their memory.

        Args:
            stored: Length of `indices` and `values`.

        Raises:
            If rows do not start at 0, end before they start, or reach beyond what is stored, or if a column is outside the matrix.
        """
        if self.rows < 0 or self.columns < 0:
            raise Error("a sparse matrix cannot have ", self.rows, " rows and ", self.columns, " columns")
        if self.start(0) != 0:
            raise Error("the first row of a sparse matrix starts at ", self.start(0), ", not at 0")
        for row in range(self.rows):
            if self.start(row + 1) < self.start(row):
                raise Error("row ", row, " of a sparse matrix starts at ", self.start(row), " and ends at ", self.start(row + 1))
        if self.start(self.rows) > stored:
            raise Error("the rows of a sparse matrix have ", self.start(self.rows), " elements, but ", stored, " are stored")
        for row in range(self.rows):
            for place in range(self.start(row), self.start(row + 1)):
                var column = Int(self.indices[place])
                if column < 0 or column >= self.columns:
                    raise Error("row ", row, " of a sparse matrix has an element in column ", column, " of ", self.columns)


def csr_matvec[
    dtype: DType, index_type: DType, //
](
    y: UnsafePointer[Scalar[dtype], _],
    a: CsrView[dtype, index_type],
    x: UnsafePointer[Scalar[dtype], _],
    *,
    accumulate: Bool = False,
    threads: Int = 1,
):
    """y = A x, or y += A x.

    Parameters:
        dtype: Kind of element.
        index_type: Kind of index.

    Args:
        y: The product, [rows], without gaps.
        a: The sparse matrix, [rows, columns].
        x: The vector, [columns], without gaps.
        accumulate: Whether to add to what is in y.
        threads: Most threads to use.
    """
    var target = y.as_any_origin()
    var source = x.as_any_origin()

    @parameter
    def some(first: Int, end: Int):
        # Rows of a few elements are quicker one element after the other
        if a.start(end) - a.start(first) < 6 * (end - first):
            _short_rows(target, a, source, first, end, accumulate)
        else:
            _long_rows(target, a, source, first, end, accumulate)

    _for_rows[some](a, threads, 1)


def csr_matmul[
    dtype: DType, index_type: DType, //
](c: MatrixView[dtype], a: CsrView[dtype, index_type], b: MatrixView[dtype], *, accumulate: Bool = False, threads: Int = 1):
    """C = A B, or C += A B, with a sparse A.

    Parameters:
        dtype: Kind of element.
        index_type: Kind of index.

    Args:
        c: The product, [m, n], any strides; it must not overlap B.
        a: Sparse operand, [m, k].
        b: Dense operand, [k, n], any strides; fastest with rows without gaps.
        accumulate: Whether to add to what is in C.
        threads: Most threads to use.
    """
    debug_assert(a.rows == c.rows and b.columns == c.columns and a.columns == b.rows, "shapes of a sparse product do not fit")

    @parameter
    def some(first: Int, end: Int):
        if b.column_stride == 1 and c.column_stride == 1:
            for row in range(first, end):
                _weighted_rows(c.at(row, 0), a, row, b, accumulate)
            return
        for row in range(first, end):
            for column in range(c.columns):
                var sum = c[row, column] if accumulate else Scalar[dtype](0)
                for place in range(a.start(row), a.start(row + 1)):
                    sum += a.values[place] * b[Int(a.indices[place]), column]
                c[row, column] = sum

    _for_rows[some](a, threads, c.columns)


@always_inline
def _for_rows[
    dtype: DType, index_type: DType, //, body: def(Int, Int) capturing [_] -> None
](a: CsrView[dtype, index_type], threads: Int, work_of_element: Int):
    """Calls `body(first, end)` for parts of the rows that have about as many elements."""
    var stored = a.start(a.rows)
    if threads <= 1 or stored * work_of_element < 1 << 15:
        body(0, a.rows)
        return
    var parts = 4 * threads

    @parameter
    def part(number: Int):
        # Rows count too, so that empty ones are shared out as well
        var total = stored + a.rows
        var first = _row_at(a, total * number // parts)
        var end = a.rows if number == parts - 1 else _row_at(a, total * (number + 1) // parts)
        if first < end:
            body(first, end)

    parallelize[part](parts, threads)


def _row_at[dtype: DType, index_type: DType, //](a: CsrView[dtype, index_type], work: Int) -> Int:
    """The first row before which lie at least so many elements and rows."""
    var low = 0
    var high = a.rows
    while low < high:
        var middle = (low + high) // 2
        if a.start(middle) + middle < work:
            low = middle + 1
        else:
            high = middle
    return low


@no_inline
def _short_rows[
    dtype: DType, index_type: DType, //
](
    y: UnsafePointer[Scalar[dtype]],
    a: CsrView[dtype, index_type],
    x: UnsafePointer[Scalar[dtype]],
    first: Int,
    end: Int,
    accumulate: Bool,
):
    var place = a.start(first)
    for row in range(first, end):
        var stop = a.start(row + 1)
        var sum = y[row] if accumulate else Scalar[dtype](0)
        while place < stop:
            sum = multiply_add(a.values[place], x[Int(a.indices[place])], sum)
            place += 1
        y[row] = sum


@no_inline
def _long_rows[
    dtype: DType, index_type: DType, //
](
    y: UnsafePointer[Scalar[dtype]],
    a: CsrView[dtype, index_type],
    x: UnsafePointer[Scalar[dtype]],
    first: Int,
    end: Int,
    accumulate: Bool,
):
    comptime width = simd_width_of[dtype]()
    comptime Vector = SIMD[dtype, width]
    for row in range(first, end):
        var place = a.start(row)
        var stop = a.start(row + 1)
        var one = Vector(0)
        var other = Vector(0)
        while place + 2 * width <= stop:
            one = multiply_add((a.values + place).load[width=width](), x.gather((a.indices + place).load[width=width]()), one)
            place += width
            other = multiply_add((a.values + place).load[width=width](), x.gather((a.indices + place).load[width=width]()), other)
            place += width
        while place < stop:
            # Lanes beyond the end read x[0], which may be anything: they are left out, not multiplied by zero
            var columns = load_first[width=width](a.indices + place, stop - place)
            var factors = load_first[width=width](a.values + place, stop - place)
            var mask = first_lanes[width](stop - place)
            one = multiply_add(factors, x.gather(columns, mask, Vector(0)), one)
            place += width
        var sum = (one + other).reduce_add()
        y[row] = y[row] + sum if accumulate else sum


@always_inline
def _weighted_rows[
    dtype: DType, index_type: DType, //
](target: UnsafePointer[Scalar[dtype]], a: CsrView[dtype, index_type], row: Int, b: MatrixView[dtype], accumulate: Bool):
    """A row of the product: rows of B, weighted and added up in registers, from left to right."""
    comptime width = simd_width_of[dtype]()
    var column = 0
    while column + 8 * width <= b.columns:
        _tile[8, False](target + column, a, row, b, column, accumulate)
        column += 8 * width
    if column + 4 * width <= b.columns:
        _tile[4, False](target + column, a, row, b, column, accumulate)
        column += 4 * width
    if column + 2 * width <= b.columns:
        _tile[2, False](target + column, a, row, b, column, accumulate)
        column += 2 * width
    while column < b.columns:
        _tile[1, True](target + column, a, row, b, column, accumulate)
        column += width


@always_inline
def _tile[
    dtype: DType, index_type: DType, //, vectors: Int, is_short: Bool
](target: UnsafePointer[Scalar[dtype]], a: CsrView[dtype, index_type], row: Int, b: MatrixView[dtype], column: Int, accumulate: Bool):
    """Some vectors of a row of the product; `is_short`: one that may reach over the end."""
    comptime width = simd_width_of[dtype]()
    comptime Vector = SIMD[dtype, width]
    var count = b.columns - column
    var sums = InlineArray[Vector, vectors](fill=Vector(0))
    if accumulate:
        comptime for v in range(vectors):
            comptime if is_short:
                sums[v] = load_first[width=width](target, count)
            else:
                sums[v] = (target + v * width).load[width=width]()
    for place in range(a.start(row), a.start(row + 1)):
        var factor = Vector(a.values[place])
        var elements = b.at(Int(a.indices[place]), column)
        comptime for v in range(vectors):
            comptime if is_short:
                sums[v] = multiply_add(factor, load_first[width=width](elements, count), sums[v])
            else:
                sums[v] = multiply_add(factor, (elements + v * width).load[width=width](), sums[v])
    comptime for v in range(vectors):
        comptime if is_short:
            store_first(target, sums[v], count)
        else:
            (target + v * width).store(sums[v])
