"""Plain loops that say what the kernels compute: for tests, and to read."""

from .matrix_view import MatrixView


def reference_matmul[
    c_type: DType, a_type: DType, b_type: DType, //, acc: DType = c_type
](c: MatrixView[c_type], a: MatrixView[a_type], b: MatrixView[b_type], *, accumulate: Bool = False):
    """C = A B, or C += A B: element by element, sums from left to right.

    Parameters:
        c_type: Kind of element of C.
        a_type: Kind of element of A.
        b_type: Kind of element of B.
        acc: Type in which products are computed and added up.

    Args:
        c: The product, [m, n].
        a: Left operand, [m, k].
        b: Right operand, [k, n].
        accumulate: Whether to add to what is in C.
    """
    for i in range(c.rows):
        for j in range(c.columns):
            var sum = c[i, j].cast[acc]() if accumulate else Scalar[acc](0)
            for k in range(a.columns):
                sum += a[i, k].cast[acc]() * b[k, j].cast[acc]()
            c[i, j] = sum.cast[c_type]()
