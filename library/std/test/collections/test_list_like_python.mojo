# test: run, same as python
numbers = [5, 3, 8, 1, 9, 2]
numbers.append(7)
numbers.insert(0, 4)
numbers.insert(-1, 6)
numbers.insert(100, 0)
print(numbers, len(numbers), numbers[0], numbers[-1], numbers[3])
print(numbers.pop(), numbers.pop(0), numbers.pop(-2), numbers)
print(numbers.index(8), numbers.count(3), 9 in numbers, 77 in numbers, 77 not in numbers)
numbers.remove(3)
numbers.reverse()
print(numbers)
numbers.sort()
print(numbers, numbers[1:3], numbers[:2], numbers[-2:], numbers[::2], numbers[::-1], numbers[4:1:-1], numbers[3:1])
numbers.extend([10, 11])
numbers += [12]
print(numbers, numbers + [1, 2], [1, 2] * 3, [0] * 4)
numbers[0] = 100
numbers[-1] += 5
print(numbers, numbers == [1], [1, 2] == [1, 2], [1, 2] != [1, 3], [1, 2] < [1, 3], [1] < [1, 0])
words = ["pear", "apple", "fig"]
words.sort()
print(words, sorted(["b", "a"]), [w.upper() for w in words], [w for w in words if "p" in w])
nested = [[1, 2], [3], [4, 5, 6]]
nested[1].append(30)
print(nested, len(nested[2]), [sum_ for row in nested for sum_ in row])
copy = nested.copy()
copy.append([7])
print(len(nested), len(copy))
total = 0
for number in numbers:
    total += number
print(total)
for index, word in enumerate(words):
    print(index, word)
for a, b in zip(numbers, words):
    print(a, b)
for number in reversed(numbers):
    print(number)
numbers.clear()
print(numbers, len(numbers), not numbers)
print([1.5, -0.0, 1e20], ["a'b", 'c"d'], [True, False], [(1, "x"), (2, "y")])

# output:
# [4, 5, 3, 8, 1, 9, 2, 6, 7, 0] 10 4 0 8
# 0 4 6 [5, 3, 8, 1, 9, 2, 7]
# 2 1 True False True
# [7, 2, 9, 1, 8, 5]
# [1, 2, 5, 7, 8, 9] [2, 5] [1, 2] [8, 9] [1, 5, 8] [9, 8, 7, 5, 2, 1] [8, 7, 5] []
# [1, 2, 5, 7, 8, 9, 10, 11, 12] [1, 2, 5, 7, 8, 9, 10, 11, 12, 1, 2] [1, 2, 1, 2, 1, 2] [0, 0, 0, 0]
# [100, 2, 5, 7, 8, 9, 10, 11, 17] False True True True True
# ['apple', 'fig', 'pear'] ['a', 'b'] ['APPLE', 'FIG', 'PEAR'] ['apple', 'pear']
# [[1, 2], [3, 30], [4, 5, 6]] 3 [1, 2, 3, 30, 4, 5, 6]
# 3 4
# 169
# 0 apple
# 1 fig
# 2 pear
# 100 apple
# 2 fig
# 5 pear
# 17
# 11
# 10
# 9
# 8
# 7
# 5
# 2
# 100
# [] 0 True
# [1.5, -0.0, 1e+20] ["a'b", 'c"d'] [True, False] [(1, 'x'), (2, 'y')]
