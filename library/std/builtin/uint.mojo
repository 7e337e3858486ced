"""`UInt`: an unsigned integer of the machine's width: the scalar of `DType.uint`."""

comptime UInt = Scalar[DType.uint]
"""An unsigned integer of the machine's width (64 bits)."""
