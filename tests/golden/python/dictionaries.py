# test: run
d = {"a": 1, 2: "b", **{"x": 3}}
print(d, d["a"], len(d), "a" in d, "z" not in d)
d["a"] += 10
del d[2]
d[1.0] = "one"
d[True] = "still one"
print(d, d.get("q"), d.get("q", 5), d.setdefault("n", []))
for key, value in d.items():
    print(key, value)
print(list(d), list(d.values()), list(reversed(d)), d.pop("x"), d.popitem())
print(dict(a=1, b=2), dict([("k", 1), ["l", 2]], m=3), dict.fromkeys("ab", 0))
print({"a": 1} | {"b": 2}, {"a": 1}.keys() & {"a", "b"}, {1: 2} == {1.0: 2}, {1: 2} == {1: 3})
table = {i: i * i for i in range(1000)}
for i in range(0, 1000, 2):
    del table[i]
table[0] = "back"
print(len(table), list(table)[:3], list(table)[-1])
same = {}
same["self"] = same
print(same)
try:
    for key in table:
        table[key + 1] = 0
except RuntimeError as error:
    print("RuntimeError", error)
for action in ("missing", "list", "pairs"):
    try:
        if action == "missing":
            {}["gone"]
        elif action == "list":
            {[]: 1}
        else:
            dict([(1, 2, 3)])
    except (KeyError, TypeError, ValueError) as error:
        print(action, error)


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        return self.n == other.n


keys = {}
for i in range(9):
    keys[Key(i)] = i
print(len(keys), keys[Key(7)], hash(1) == hash(1.0) == hash(True), hash(-1), hash(0.5))
# output:
# {'a': 1, 2: 'b', 'x': 3} 1 3 True True
# {'a': 11, 'x': 3, 1.0: 'still one', 'n': []} None 5 []
# a 11
# x 3
# 1.0 still one
# n []
# ['a', 'x', 1.0, 'n'] [11, 3, 'still one', []] ['n', 1.0, 'x', 'a'] 3 ('n', [])
# {'a': 1, 'b': 2} {'k': 1, 'l': 2, 'm': 3} {'a': 0, 'b': 0}
# {'a': 1, 'b': 2} {'a'} True False
# 501 [1, 3, 5] 0
# {'self': {...}}
# RuntimeError dictionary changed size during iteration
# missing 'gone'
# list unhashable type: 'list'
# pairs dictionary update sequence element #0 has length 3; 2 is required
# 9 7 True -2 1152921504606846976
