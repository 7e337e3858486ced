"""Powers of ten as 128-bit mantissas, and of five in 64 bits: the common table of reading and writing floats.

10**k = mantissa * 2**(power_of_ten_exponent(k) - 127), mantissa in [2**127, 2**128), rounded down, exact for 0 <= k <= 55.
The table has every 27th power to 192 bits, which is enough to get the others exactly rounded down (checked for all of them by
generate_powers.py).
"""

comptime SMALLEST_POWER: Int = -351
comptime GREATEST_POWER: Int = 350


@always_inline
def multiply_high(a: UInt64, b: UInt64) -> UInt64:
    """The upper half of the 128-bit product."""
    var product = __op.mul(__op.cast[DType.uint128](a.value), __op.cast[DType.uint128](b.value))
    return UInt64(raw=__op.cast[DType.uint64](__op.shr(product, Scalar[DType.uint128](64).value)))


@always_inline
def power_of_ten_exponent(k: Int) -> Int:
    """The whole part of log2(10**k), for |k| < 400."""
    return (k * 1741647) >> 19


def power_of_ten(k: Int, mut high: UInt64, mut low: UInt64):
    """The mantissa of 10**k, for k from SMALLEST_POWER to GREATEST_POWER."""
    var index = (k - SMALLEST_POWER) // 27
    var factor = power_of_five(k - SMALLEST_POWER - 27 * index)
    var top = power_word_2(index)
    var middle = power_word_1(index)
    # (top, middle, bottom) * factor = (p3, p2, p1, p0); p0 is not needed
    var p1 = middle * factor
    var carry_in = multiply_high(power_word_0(index), factor)
    p1 += carry_in
    var p2 = multiply_high(middle, factor) + UInt64(Int(p1 < carry_in))
    var upper = top * factor
    p2 += upper
    var p3 = multiply_high(top, factor) + UInt64(Int(p2 < upper))
    if p3 == 0:
        high = p2
        low = p1
        return
    var shift = UInt64(raw=__op.clz(p3.value))
    if shift == 0:
        high = p3
        low = p2
        return
    high = p3 << shift | p2 >> (64 - shift)
    low = p2 << shift | p1 >> (64 - shift)


@no_inline
def power_of_five(index: Int) -> UInt64:
    """5**index, for index from 0 to 27."""
    if index == 0:
        return 0x0000000000000001
    elif index == 1:
        return 0x0000000000000005
    elif index == 2:
        return 0x0000000000000019
    elif index == 3:
        return 0x000000000000007D
    elif index == 4:
        return 0x0000000000000271
    elif index == 5:
        return 0x0000000000000C35
    elif index == 6:
        return 0x0000000000003D09
    elif index == 7:
        return 0x000000000001312D
    elif index == 8:
        return 0x000000000005F5E1
    elif index == 9:
        return 0x00000000001DCD65
    elif index == 10:
        return 0x00000000009502F9
    elif index == 11:
        return 0x0000000002E90EDD
    elif index == 12:
        return 0x000000000E8D4A51
    elif index == 13:
        return 0x0000000048C27395
    elif index == 14:
        return 0x000000016BCC41E9
    elif index == 15:
        return 0x000000071AFD498D
    elif index == 16:
        return 0x0000002386F26FC1
    elif index == 17:
        return 0x000000B1A2BC2EC5
    elif index == 18:
        return 0x000003782DACE9D9
    elif index == 19:
        return 0x00001158E460913D
    elif index == 20:
        return 0x000056BC75E2D631
    elif index == 21:
        return 0x0001B1AE4D6E2EF5
    elif index == 22:
        return 0x000878678326EAC9
    elif index == 23:
        return 0x002A5A058FC295ED
    elif index == 24:
        return 0x00D3C21BCECCEDA1
    elif index == 25:
        return 0x0422CA8B0A00A425
    elif index == 26:
        return 0x14ADF4B7320334B9
    elif index == 27:
        return 0x6765C793FA10079D
    return 0


@no_inline
def power_word_2(index: Int) -> UInt64:
    """Bits 128 to 191 of the mantissa of 10**(27 * index + SMALLEST_POWER)."""
    if index == 0:
        return 0x8049A4AC0C5811AE
    elif index == 1:
        return 0xCF42894A5DCE35EA
    elif index == 2:
        return 0xA76C582338ED2621
    elif index == 3:
        return 0x873E4F75E2224E68
    elif index == 4:
        return 0xDA7F5BF590966848
    elif index == 5:
        return 0xB080392CC4349DEC
    elif index == 6:
        return 0x8E938662882AF53E
    elif index == 7:
        return 0xE65829B3046B0AFA
    elif index == 8:
        return 0xBA121A4650E4DDEB
    elif index == 9:
        return 0x964E858C91BA2655
    elif index == 10:
        return 0xF2D56790AB41C2A2
    elif index == 11:
        return 0xC428D05AA4751E4C
    elif index == 12:
        return 0x9E74D1B791E07E48
    elif index == 13:
        return 0x8000000000000000
    elif index == 14:
        return 0xCECB8F27F4200F3A
    elif index == 15:
        return 0xA70C3C40A64E6C51
    elif index == 16:
        return 0x86F0AC99B4E8DAFD
    elif index == 17:
        return 0xDA01EE641A708DE9
    elif index == 18:
        return 0xB01AE745B101E9E4
    elif index == 19:
        return 0x8E41ADE9FBEBC27D
    elif index == 20:
        return 0xE5D3EF282A242E81
    elif index == 21:
        return 0xB9A74A0637CE2EE1
    elif index == 22:
        return 0x95F83D0A1FB69CD9
    elif index == 23:
        return 0xF24A01A73CF2DCCF
    elif index == 24:
        return 0xC3B8358109E84F07
    elif index == 25:
        return 0x9E19DB92B4E31BA9
    return 0


@no_inline
def power_word_1(index: Int) -> UInt64:
    """Bits 64 to 127 of the mantissa of 10**(27 * index + SMALLEST_POWER)."""
    if index == 0:
        return 0x205B896D777D6278
    elif index == 1:
        return 0x52064CAC828675B9
    elif index == 2:
        return 0xAF2AF2B80AF6F24E
    elif index == 3:
        return 0x5A7744A6E804A291
    elif index == 4:
        return 0xAF39A475506A899E
    elif index == 5:
        return 0xBD8D794D96AACFB3
    elif index == 6:
        return 0x547EB47B7282EE9C
    elif index == 7:
        return 0x0CB4A5A3112A5112
    elif index == 8:
        return 0x92F34D62616CE413
    elif index == 9:
        return 0x3A6A07F8D510F86F
    elif index == 10:
        return 0xFAE27299423FB9C3
    elif index == 11:
        return 0xAA97E14C3C26B886
    elif index == 12:
        return 0x775EA264CF55347D
    elif index == 13:
        return 0x0000000000000000
    elif index == 14:
        return 0x0000000000000000
    elif index == 15:
        return 0x999090B65F67D924
    elif index == 16:
        return 0x69A028BB3DED71A3
    elif index == 17:
        return 0xE80E6F4820CC9495
    elif index == 18:
        return 0x5EC05DCFF72E7F8F
    elif index == 19:
        return 0x14588F13BE847307
    elif index == 20:
        return 0x8F1668C8A86DA5FA
    elif index == 21:
        return 0x6D953E2BD7173692
    elif index == 22:
        return 0x4ABDAF101564F98E
    elif index == 23:
        return 0xBC633B39673C8CEC
    elif index == 24:
        return 0x0A862F80EC4700C8
    elif index == 25:
        return 0x6C07A2C26A8346D1
    return 0


@no_inline
def power_word_0(index: Int) -> UInt64:
    """Bits 0 to 63 of the mantissa of 10**(27 * index + SMALLEST_POWER)."""
    if index == 0:
        return 0xAC261E9F5141430B
    elif index == 1:
        return 0x475F2B7D7DF1AD7A
    elif index == 2:
        return 0x657C8F4D43323A36
    elif index == 3:
        return 0xCC35EDDFCF0996D7
    elif index == 4:
        return 0xA30294CC2934E662
    elif index == 5:
        return 0xFE13A5C86AF64418
    elif index == 6:
        return 0x41B0230E1421487D
    elif index == 7:
        return 0xA3B561B1CB208396
    elif index == 8:
        return 0x21A0183E10583CD3
    elif index == 9:
        return 0xE9082F25E9C5E9EC
    elif index == 10:
        return 0x3695DAD7E8858901
    elif index == 11:
        return 0x96842DC95323F5A8
    elif index == 12:
        return 0xCA49F1C05120C9C7
    elif index == 13:
        return 0x0000000000000000
    elif index == 14:
        return 0x0000000000000000
    elif index == 15:
        return 0x0000000000000000
    elif index == 16:
        return 0xDF9F915627C04E28
    elif index == 17:
        return 0xD74BAAD03BC1D8D3
    elif index == 18:
        return 0xC04C79FFE324301F
    elif index == 19:
        return 0x23BD6A2059C002F5
    elif index == 20:
        return 0xF0B5CCF5176ECC7C
    elif index == 21:
        return 0x88EFB0037AC08BDE
    elif index == 22:
        return 0x0D5A4AF7B3A98E47
    elif index == 23:
        return 0x3D9C44CD2F36917C
    elif index == 24:
        return 0x02606EA01029DC37
    elif index == 25:
        return 0x4944D9F52CD0DEC2
    return 0
