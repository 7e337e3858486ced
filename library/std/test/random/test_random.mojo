# test: run
# Ranges, repeatability and means of random numbers; the first values of the published generators.
from random import Random, rand, randint, randn, randn_float64, random_float64, random_si64, random_ui64, seed, shuffle
from random.generator import Generator
from testing import assert_equal, assert_not_equal, assert_true


def main() raises:
    # splitmix64 of seed 1234567 starts with these (reference implementation).
    var state = Generator(UInt64(1234567))
    assert_equal(state.a, 6457827717110365317)
    assert_equal(state.b, 3203168211198807973)

    seed(42)
    var first = random_float64()
    var second = random_ui64(0, 1000000)
    seed(42)
    assert_equal(random_float64(), first)
    assert_equal(random_ui64(0, 1000000), second)

    var total = 0.0
    var counts = List[Int](length=6, fill=0)
    for _ in range(6000):
        var x = random_float64(-1, 3)
        assert_true(x >= -1 and x < 3)
        total += x
        var die = random_si64(-2, 3)
        assert_true(die >= -2 and die <= 3)
        counts[Int(die) + 2] += 1
    assert_true(abs(total / 6000 - 1.0) < 0.1)
    for i in range(6):
        assert_true(counts[i] > 850 and counts[i] < 1150)

    var mean = 0.0
    var square = 0.0
    for _ in range(5000):
        var x = randn_float64(2.0, 3.0)
        mean += x
        square += (x - 2.0) ** 2
    assert_true(abs(mean / 5000 - 2.0) < 0.2)
    assert_true(abs(square / 5000 - 9.0) < 1.0)

    var data = alloc[Float32](100)
    rand(data, 100)
    for i in range(100):
        assert_true(data[i] >= 0 and data[i] < 1)
    rand(data, 100, min=-5, max=-4)
    assert_true(data[99] >= -5 and data[99] <= -4)
    randn(data, 100)
    var integers = alloc[UInt8](100)
    randint(integers, 100, 3, 7)
    for i in range(100):
        assert_true(integers[i] >= 3 and integers[i] <= 7)
    integers.free()
    data.free()

    var cards = List[Int]()
    for i in range(52):
        cards.append(i)
    shuffle(cards)
    var sum = 0
    for i in range(52):
        sum += cards[i]
    assert_equal(sum, 1326)

    # Philox 4x32-10 with all zeros (Random123's known answers)
    var philox = Random(seed=0)
    assert_equal(philox.step(), SIMD[DType.uint32, 4](0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8))
    var uniform = Random(seed=7, subsequence=3).step_uniform()
    assert_true(uniform[0] >= 0 and uniform[0] < 1)
    print("ok")  # prints: ok
