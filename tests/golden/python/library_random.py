# test: run
# `random` gives CPython's sequences.
import random

random.seed(12345)
print(random.random(), random.random(), random.getrandbits(5), random.getrandbits(64), random.getrandbits(200), random.getrandbits(0))
print([random.randint(1, 6) for _ in range(12)], random.randrange(10**30), random.randrange(5, 100, 7), random.randrange(9, -50, -3))
print(random.choice("abcdef"), random.choices("abc", k=6), random.choices([1, 2, 3], weights=[5, 1, 1], k=8), random.choices("xy", cum_weights=[1, 4], k=5))
items = list(range(15))
random.shuffle(items)
print(items, random.sample(range(1000), 4), random.sample("abcdefgh", 5), random.sample(range(10**12), 7), random.sample(["r", "b"], 4, counts=[3, 2]))
print(random.uniform(2, 5), random.triangular(1, 9, 3), random.triangular(), random.gauss(0, 1), random.gauss(5, 2), random.normalvariate(1, 3))
print(random.expovariate(2), random.lognormvariate(0, 1), random.vonmisesvariate(1, 2), random.vonmisesvariate(1, 0), random.gammavariate(2.5, 1), random.gammavariate(1, 2))
print(random.gammavariate(0.4, 1), random.betavariate(2, 3), random.paretovariate(3), random.weibullvariate(1, 2), random.randbytes(7).hex())
print([random.binomialvariate(10, 0.3) for _ in range(5)], [random.binomialvariate(100, 0.7) for _ in range(5)], random.binomialvariate(), random.binomialvariate(3, 1.0))
for seed in ("text", b"bytes", 3.5, -7, 2**100, bytearray(b"q"), "", "é", True):
    random.seed(seed)
    print(repr(seed), random.random(), random.getrandbits(32))
random.seed("old", version=1)
print(random.random())
own = random.Random(42)
state = own.getstate()
first = [own.random(), own.gauss(0, 1), own.randint(0, 10**20)]
own.setstate(state)
print(first == [own.random(), own.gauss(0, 1), own.randint(0, 10**20)], first, len(state[1]), state[0], state[2])


class Half(random.Random):
    def random(self):
        return 0.5


print(Half().uniform(0, 10), Half(3).random(), isinstance(Half(), random.Random))
for call in (
    lambda: random.choice([]), lambda: random.randrange(0), lambda: random.randrange(5, 5), lambda: random.randrange(1, 5, 0), lambda: random.sample([1], 2),
    lambda: random.sample({1: 2}, 1), lambda: random.choices([1], [0]), lambda: random.seed([]), lambda: random.getrandbits(-1), lambda: random.randint(3, 1),
    lambda: random.gammavariate(0, 1), lambda: random.choices("ab", [1]), lambda: random.choices("ab", [1, 2], cum_weights=[1, 2]), lambda: random.randrange(1, step=2),
):  # fmt: skip
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, str(error).split("\n")[0])

# output:
# 0.41661987254534116 0.010169169457068361 26 5508932873585391847 700311183473393455514187820911140248283782742643193854711994 0
# [2, 3, 1, 4, 3, 5, 6, 2, 5, 5, 2, 3] 137292080496316679423698357626 61 -30
# e ['b', 'a', 'c', 'a', 'b', 'a'] [1, 3, 3, 2, 1, 3, 3, 2] ['x', 'x', 'y', 'y', 'y']
# [13, 2, 10, 4, 1, 7, 14, 12, 0, 5, 9, 8, 3, 6, 11] [530, 938, 981, 132] ['a', 'b', 'c', 'h', 'g'] [253252790464, 594207554289, 173267428390, 353845231689, 51594764164, 781945568204, 87811094980] ['b', 'r', 'r', 'b']
# 2.6460522341439017 4.162761392235269 0.24648011985872437 -0.12027009287793562 4.7688004636191845 0.8147053408377589
# 1.6916126825932647 5.004844555071145 0.5554797504642659 0.940338231808864 2.4745943103906907 0.817608421217752
# 0.026250675819954022 0.14478177819906732 1.4295227357492273 1.4734390501280923 e2ced3d52c859b
# [4, 4, 2, 6, 6] [69, 70, 63, 66, 65] 1 3
# 'text' 0.8711565613554825 4250227476
# b'bytes' 0.37075677971469856 2879047150
# 3.5 0.3039190124834461 988463132
# -7 0.32383276483316237 647892279
# 1267650600228229401496703205376 0.7586581712996778 969030735
# bytearray(b'q') 0.4549104119056959 1106687238
# '' 0.9602256525641875 2557274880
# 'é' 0.9689252893653495 1787138474
# True 0.13436424411240122 3639700191
# 0.37967105161626424
# True [0.6394267984578837, 0.7921447409497909, 94807740763020220126] 625 3 None
# 5.0 0.5 True
# IndexError Cannot choose from an empty sequence
# ValueError empty range for randrange()
# ValueError empty range in randrange(5, 5)
# ValueError zero step for randrange()
# ValueError Sample larger than population or is negative
# TypeError Population must be a sequence.  For dicts or sets, use sorted(d).
# ValueError Total of weights must be greater than zero
# TypeError The only supported seed types are:
# ValueError number of bits must be non-negative
# ValueError empty range in randrange(3, 2)
# ValueError gammavariate: alpha and beta must be > 0.0
# ValueError The number of weights does not match the population
# TypeError Cannot specify both weights and cumulative weights
# TypeError Missing a non-None stop argument
