# test: run
# Ranges, slices, lazy iterators, built-in functions of iterables, unions of types.
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
# ranges
r = range(0, 20, 3)
print(r[2], r[-1], r[1:4], r[::-1], r.index(9), r.count(4), r == range(0, 21, 3), hash(r) == hash(range(0, 21, 3)), 9 in r, len(r), r.start, r.stop, r.step, list(reversed(r)), bool(range(0)))
print(slice(1, 10, 2).indices(6), slice(None, None, -1).indices(5), slice(1, 2) == slice(1, 2), repr(slice(3)))
t(lambda: range(3).index(7))
# lazy iterators
print(type(zip([1], [2])).__name__, type(map(str, [1])).__name__, type(filter(None, [1])).__name__, type(enumerate([])).__name__, type(reversed([])).__name__, type(iter([])).__name__, type(iter({})).__name__, type(iter("a")).__name__, type(iter(())).__name__, type(iter(range(1))).__name__, type(iter({1})).__name__, type({}.items()).__name__)
t(lambda: list(zip([1, 2], [1], strict=True)))
it = iter([1, 2, 3].pop, 1)
print(list(it), next(iter([]), "dflt"))
print(sorted([(1, 'b'), (0, 'a'), (1, 'a')], key=lambda p: p[0], reverse=True), min([3, 1], key=lambda x: -x), max([], default=7), sum([[1], [2]], []), sum([1, 2], 10), min(3, 1, 2))
print("a", "b", sep="-", end="!\n", flush=True)
print(isinstance(1, (str, int)), isinstance(1, int | str), issubclass(bool, int), issubclass(int, (str, int | float)), list[int], list[int].__origin__, dict[str, int].__args__, int | None, tuple[int, ...], (int | str) == (str | int))
print(Ellipsis, ..., NotImplemented, type(...), type(NotImplemented), type(None), hash(True), hash(1.0) == hash(1), hash(-1), hash("") == 0 or True)
# output:
# 6 18 range(3, 12, 3) range(18, -3, -3) 3 0 True True True 7 0 20 3 [18, 15, 12, 9, 6, 3, 0] False
# (1, 6, 2) (4, -1, -1) True slice(None, 3, None)
# ValueError 7 is not in range
# zip map filter enumerate list_reverseiterator list_iterator dict_keyiterator str_ascii_iterator tuple_iterator range_iterator set_iterator dict_items
# ValueError zip() argument 2 is shorter than argument 1
# [3, 2] dflt
# [(1, 'b'), (1, 'a'), (0, 'a')] 3 7 [1, 2] 13 1
# a-b!
# True True True True list[int] <class 'list'> (<class 'str'>, <class 'int'>) int | None tuple[int, ...] True
# Ellipsis Ellipsis NotImplemented <class 'ellipsis'> <class 'NotImplementedType'> <class 'NoneType'> 1 True -2 True
