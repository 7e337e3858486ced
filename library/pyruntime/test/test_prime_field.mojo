# test: run
# The primes, their roots of unity and the constants of the Chinese remainder theorem.
from pyruntime.natural_transform import first_in_third, first_inverse_in_second, prime_field, product_inverse_in_third
from pyruntime.prime_field import PrimeField


def power(field: PrimeField, base: Float64, exponent: Int) -> Float64:
    var result = Float64(1)
    var square = base
    var left = exponent
    while left > 0:
        if left & 1 == 1:
            result = field.reduced(field.product(result, square))
        square = field.reduced(field.product(square, square))
        left >>= 1
    return result


def main():
    for index in range(3):
        var field = prime_field(index)
        print(Int(field.modulus) % (1 << 26), field.modulus < 2.0**50, power(field, 3, Int(field.modulus) - 1))
        print(power(field, field.root, 1 << 25), field.product(field.root, field.inverse_root), field.canonical(-1) == field.modulus - 1)
    # prints: 1 True 1.0
    # prints: -1.0 1.0 True
    # prints: 1 True 1.0
    # prints: -1.0 1.0 True
    # prints: 1 True 1.0
    # prints: -1.0 1.0 True
    var first = prime_field(0).modulus
    var second_field = prime_field(1)
    var third_field = prime_field(2)
    print(second_field.product(first, first_inverse_in_second))  # prints: 1.0
    print(third_field.reduced(first) == first_in_third)  # prints: True
    print(third_field.product(third_field.product(first, second_field.modulus), product_inverse_in_third))  # prints: 1.0
