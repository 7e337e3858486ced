# test: run
x = [3, 1, 2]
x.append(5)
x.extend(range(2))
x.insert(1, 9)
print(x, x.pop(), x.pop(0), x.index(2), x.count(1), x + [1], [0] * 3, 2 * (1, 2))
x.remove(9)
x.sort()
print(x, sorted(x, reverse=True), sorted(["bb", "a", "ccc"], key=len), [1, 2] < [1, 3], (1, 2) == (1, 2))
x.sort(key=str, reverse=True)
x.reverse()
print(x, x.copy() == x, x is not x.copy())
x.append(x)
print(x)
print([(i, j) for i in range(3) for j in range(i) if (i + j) % 2], [[0] * n for n in range(3)])
pairs = [(1, "b"), (0, "a"), (1, "a"), (0, "b")]
print(sorted(pairs), min(pairs), max(pairs, key=repr))
numbers = [(i * 7919) % 1009 for i in range(1000)]
print(sorted(numbers) == sorted(numbers[::-1]), sorted(numbers)[:4], sum(numbers))
print(dict(zip("ab", range(2))), list(map(max, [1, 5], [3, 2])))
append = x.append
append(1)
print(x[-1], len(x))
nan = float("nan")
print(nan in [nan], [nan] == [nan], [1, [2]] == [1, [2]])
for action in range(4):
    try:
        if action == 0:
            [].pop()
        elif action == 1:
            [1].remove(2)
        elif action == 2:
            [1, "a"].sort()
        else:
            [1] + (2,)
    except (IndexError, ValueError, TypeError) as error:
        print(error)
# output:
# [9, 1, 2, 5, 0] 1 3 2 1 [9, 1, 2, 5, 0, 1] [0, 0, 0] (1, 2, 1, 2)
# [0, 1, 2, 5] [5, 2, 1, 0] ['a', 'bb', 'ccc'] True True
# [0, 1, 2, 5] True True
# [0, 1, 2, 5, [...]]
# [(1, 0), (2, 1)] [[], [0], [0, 0]]
# [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b')] (0, 'a') (1, 'b')
# True [0, 1, 2, 3] 504678
# {'a': 0, 'b': 1} [3, 5]
# 1 6
# True True True
# pop from empty list
# list.remove(x): x not in list
# '<' not supported between instances of 'str' and 'int'
# can only concatenate list (not "tuple") to list
