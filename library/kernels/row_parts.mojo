"""`for_rows`: rows shared out to threads."""

from algorithm import parallelize


@always_inline
def for_rows[body: def(Int, Int) capturing [_] -> None](rows: Int, columns: Int, threads: Int):
    """Calls `body(first, end)` for parts of the rows, on several threads if there is enough to do.

    Parameters:
        body: What is done with some rows.

    Args:
        rows: Number of rows.
        columns: Elements of a row.
        threads: Most threads to use.
    """
    if threads <= 1 or rows <= 1 or rows * columns < 1 << 14:
        body(0, rows)
        return
    var each = max(1, rows // (4 * threads))

    @parameter
    def part(number: Int):
        body(number * each, min(rows, (number + 1) * each))

    parallelize[part]((rows + each - 1) // each, threads)
