# test: run
# Operators, comparison, texts, conversions.
print([x * x for x in range(6) if x % 2 == 0], sum([1, 2, 3]), max(3, 9, 2), min([4, 2, 8]))
print("a" "b" + "c" * 3, "é".upper(), ", ".join(["x", "y"]), 7 // 2, -7 // 2, -7 % 3, 1 / 4, 10 % 4)
print(1 < 2 < 3, 1 < 2 > 3, not 1, None is None, [] or "empty", 0 and 1)
x = 5
x += 2
x *= 3
print(x, abs(-4), str(3) + "4", int("12") + 1, float("1.5"), (1,), (), [None, True])
# output:
# [0, 4, 16] 6 9 2
# abccc É x, y 3 -4 2 0.25 2
# True False False True empty 0
# 21 4 34 13 1.5 (1,) () [None, True]
