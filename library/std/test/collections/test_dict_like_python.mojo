# test: run, same as python
ages = {"ann": 30, "bob": 25}
ages["cid"] = 41
ages["ann"] += 1
print(ages, len(ages), ages["bob"], "bob" in ages, "dan" in ages)
print(ages.pop("bob"), ages, ages.pop("zed", -1))
ages["bob"] = 99
print([name for name in ages], [name for name in ages.keys()], [age for age in ages.values()])
ages.update({"cid": 1, "dee": 2})
print(ages, {"a": 1} | {"b": 2}, ages == {"x": 1}, {"a": 1, "b": 2} == {"b": 2, "a": 1})
for name in ages:
    print(name, ages[name])
squares = {n: n * n for n in range(6)}
print(squares)
big = {0: 0}
for n in range(1000):
    big[n * 7919 % 10007] = n
for n in range(0, 1000, 3):
    big.pop(n * 7919 % 10007)
print(len(big), big[7919], 0 in big, big[2 * 7919 % 10007])
for n in range(5000):
    big[n] = n
    if n % 2 == 0:
        big.pop(n)
print(len(big), sorted([k for k in big])[:5])
del ages["cid"]
print(ages)
counts = {"": 0}
for word in "the cat and the dog and the bird".split():
    counts[word] = counts.get(word, 0) + 1
print(counts)
tuples = {(1, 2): "a", (3, 4): "b"}
print(tuples, tuples[(1, 2)], (3, 4) in tuples)
ages.clear()
print(ages, len(ages))

colors = {"red", "green"}
colors.add("blue")
colors.add("red")
colors.discard("none")
print(len(colors), "red" in colors, "pink" in colors)
evens = {0, 2, 4, 6}
threes = {0, 3, 6}
print(sorted([v for v in evens | threes]), sorted([v for v in evens & threes]), sorted([v for v in evens - threes]), sorted([v for v in evens ^ threes]))
print({1, 2}.issubset({1, 2, 3}), {1, 2, 3}.issuperset({1}), {1}.isdisjoint({2}), {1, 2} == {2, 1}, {1} < {1, 2}, {1, 2} <= {1, 2})

# output:
# {'ann': 31, 'bob': 25, 'cid': 41} 3 25 True False
# 25 {'ann': 31, 'cid': 41} -1
# ['ann', 'cid', 'bob'] ['ann', 'cid', 'bob'] [31, 41, 99]
# {'ann': 31, 'cid': 1, 'bob': 99, 'dee': 2} {'a': 1, 'b': 2} False True
# ann 31
# cid 1
# bob 99
# dee 2
# {0: 0, 1: 1, 2: 4, 3: 9, 4: 16, 5: 25}
# 666 1 False 2
# 2834 [1, 3, 5, 7, 9]
# {'ann': 31, 'bob': 99, 'dee': 2}
# {'': 0, 'the': 3, 'cat': 1, 'and': 2, 'dog': 1, 'bird': 1}
# {(1, 2): 'a', (3, 4): 'b'} a True
# {} 0
# 3 True False
# [0, 2, 3, 4, 6] [0, 6] [2, 4] [2, 3, 4]
# True True True True True True
