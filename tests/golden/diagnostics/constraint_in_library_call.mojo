# test: check, rendered
def main():
    var v = SIMD[DType.int32, 3](1, 2, 3)
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[E0403]: the size of a SIMD vector is a power of two, not 3
    print(v)

# rendered:
# error[E0403]: the size of a SIMD vector is a power of two, not 3
#   --> constraint_in_library_call.mojo:3:13
#    |
#  3 |     var v = SIMD[DType.int32, 3](1, 2, 3)
#    |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#    |
# note: found here in the library
#   --> library/std/builtin/simd.mojo:74:16
#    |
# 74 |     var value: __type.simd[Self.dtype, Self.size]
#    |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
