# test: run
# Element types as values: kinds, sizes, names, dispatch.
from testing import assert_equal, assert_false, assert_raises, assert_true


def main() raises:
    assert_true(DType.int8.is_integral() and DType.int8.is_signed() and not DType.int8.is_unsigned())
    assert_true(DType.uint64.is_unsigned() and DType.uint.is_unsigned() and DType.int.is_signed())
    assert_true(DType.bfloat16.is_floating_point() and DType.bfloat16.is_half_float() and DType.bfloat16.is_signed())
    assert_false(DType.bool.is_integral() or DType.bool.is_floating_point() or DType.bool.is_numeric())
    assert_equal(DType.bool.size_of() + DType.int16.size_of() + DType.float32.size_of() + DType.int.size_of(), 15)
    assert_equal(DType.uint256.size_of(), 32)
    assert_equal(DType.float8_e5m2.bit_width(), 8)
    assert_equal(DType.bool.bit_width(), 1)
    assert_equal(String(DType.float32), "float32")
    assert_equal(repr(DType.uint8), "DType.uint8")
    assert_true(DType.index == DType.int)
    assert_true(DType.int32 != DType.uint32 and DType.int32 is DType.int32 and DType.int32 is not DType.int64)
    assert_true(DType._from_str("float64") == DType.float64)
    assert_true(DType._from_str("DType.bool") == DType.bool)
    assert_true(DType._from_str("nonsense") == DType.invalid)

    var found = String()

    @parameter
    def report[dtype: DType]():
        found += String(dtype, ":", dtype.size_of(), " ")

    var kind = DType.int16
    kind.dispatch_integral[report]()
    DType.float64.dispatch_floating[report]()
    DType.uint8.dispatch_arithmetic[report]()
    assert_equal(found, "int16:2 float64:8 uint8:1 ")
    with assert_raises(contains="only integer types"):
        DType.float32.dispatch_integral[report]()
    print("ok")  # prints: ok
