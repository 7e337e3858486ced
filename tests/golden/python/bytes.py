# test: run
# `bytes` and `bytearray`.
print(b"abc", b"a\x00\xff'", bytes(3), bytearray(b"xy"), b"abc"[1], "é".encode(), b"\xc3\xa9".decode(), bytes([1, 2]), bytes("é", "latin-1"), str(b"abc", "ascii"))
b = b"hello world"
print(b.find(b"o"), b.rfind(b"o"), b.count(b"l"), b.index(111), b.startswith(b"he"), b.endswith((b"x", b"ld")), 97 in b"abc", b"bc" in b"abc")
print(b.split(), b.split(b"o"), b.rsplit(b"o", 1), b"a\nb\r\nc".splitlines(), b"  x ".strip(), b"xxaxx".strip(b"x"), b"  a  b ".split(None, 1))
print(b.replace(b"l", b"LL"), b.partition(b" "), b.rpartition(b"zz"), b.upper(), b.title(), b.capitalize(), b"aB".swapcase())
print(b.hex(), b.hex("-"), bytes.fromhex("00ff 10"), b.center(15, b"*"), b"-1".zfill(5), b"".join([b"a", b"b"]), b"-".join((b"a", bytearray(b"c"))))
a = bytearray(b"abc")
a.append(100)
a.extend(b"ef")
a[0] = 65
print(a, a.pop(), a, len(a), a == b"Abcde", b"abc" < b"abd", b"a" + bytearray(b"b"), b"ab" * 2, list(b"ab"), b"%d-%s" % (5, b"x"))
for call in range(8):
    try:
        if call == 0:
            b"a" + "b"
        elif call == 1:
            b"\xff".decode()
        elif call == 2:
            "é".encode("ascii")
        elif call == 3:
            bytes([256])
        elif call == 4:
            a[100] = 1
        elif call == 5:
            b"a".index(b"b")
        elif call == 6:
            bytes("a")
        else:
            "a".encode("nothing")
    except Exception as error:
        print(error)
print("é€".encode("ascii", "replace"), b"a\xffb".decode("utf-8", "replace"), b"a\xe9".decode("latin-1"), "é".encode("ascii", "backslashreplace"))
# output:
# b'abc' b"a\x00\xff'" b'\x00\x00\x00' bytearray(b'xy') 98 b'\xc3\xa9' é b'\x01\x02' b'\xe9' abc
# 4 7 3 4 True True True True
# [b'hello', b'world'] [b'hell', b' w', b'rld'] [b'hello w', b'rld'] [b'a', b'b', b'c'] b'x' b'a' [b'a', b'b ']
# b'heLLLLo worLLd' (b'hello', b' ', b'world') (b'', b'', b'hello world') b'HELLO WORLD' b'Hello World' b'Hello world' b'Ab'
# 68656c6c6f20776f726c64 68-65-6c-6c-6f-20-77-6f-72-6c-64 b'\x00\xff\x10' b'**hello world**' b'-0001' b'ab' b'a-c'
# bytearray(b'Abcde') 102 bytearray(b'Abcde') 5 True True b'ab' b'abab' [97, 98] b'5-x'
# can't concat str to bytes
# 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
# bytes must be in range(0, 256)
# bytearray index out of range
# subsection not found
# string argument without an encoding
# unknown encoding: nothing
# b'??' a�b aé b'\\xe9'
