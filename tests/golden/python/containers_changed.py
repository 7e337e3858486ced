# test: run
# Frozen sets, bytearrays, views, what is refused.
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
v = 5
fs = frozenset([1, 2])
print(fs, hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1]): 2}, frozenset("ab") & {"a"}, frozenset([1]) | frozenset([2]), frozenset([1]) == {1}, fs <= {1, 2, 3})
ba = bytearray(b"hello")
ba[1:3] = b"XYZ"
print(ba, ba[::2])
ba[::2] = b"ab" + b"c"
print(ba)
del ba[0]
del ba[:2]
print(ba, ba.pop(), ba.index(b"o") if b"o" in ba else None)
ba.extend(b"12"); ba.insert(0, 65); ba.append(66); ba.reverse(); ba.remove(65)
ba += b"zz"
ba *= 2
print(ba, ba.find(b"z"), ba.count(b"z"), ba.hex(), ba.decode(), ba.upper(), bytes(ba)[:2], ba == bytes(ba), ba.copy() is ba, len(ba))
ba.clear()
print(ba, bytearray(3), bytearray([1, 2]), bytearray("é", "utf8"))
t(lambda: bytearray(b"a").__setitem__(0, 256))
t(lambda: {}.fromkeys("ab"))
print({}.fromkeys("ab"), dict.fromkeys([1], 2), {"a": 1} | {"b": 2}, dict([("a", 1)], b=2), {1: 2}.items() & {(1, 2)}, {1: 2}.keys() | {3})
print([1, 2, 3].__class__, (1).__class__.__name__, "x".__len__(), [].__class__.__mro__, type([]) is list, list.__name__, list.__module__, [].__doc__ is None or True)
print("%s %r" % (v, "a"), "{0.real} {1[0]}".format(v, [7]), "{!r:>5}".format("a"), "{:{w}}".format("x", w=3))
print(type("T", (), {"x": 1})().x, type("T2", (list,), {})([1]), super.__name__, property.__name__)
# output:
# frozenset({1, 2}) True {frozenset({1}): 2} frozenset({'a'}) frozenset({1, 2}) True True
# bytearray(b'hXYZlo') bytearray(b'hYl')
# bytearray(b'aXbZco')
# bytearray(b'Zc') 111 None
# bytearray(b'B21cZzzB21cZzz') 5 4 423231635a7a7a423231635a7a7a B21cZzzB21cZzz bytearray(b'B21CZZZB21CZZZ') b'B2' True False 14
# bytearray(b'') bytearray(b'\x00\x00\x00') bytearray(b'\x01\x02') bytearray(b'\xc3\xa9')
# ValueError byte must be in range(0, 256)
# {'a': None, 'b': None}
# {'a': None, 'b': None} {1: 2} {'a': 1, 'b': 2} {'a': 1, 'b': 2} {(1, 2)} {1, 3}
# <class 'list'> int 1 (<class 'list'>, <class 'object'>) True list builtins True
# 5 'a' 5 7   'a' x  
# 1 [1] super property
