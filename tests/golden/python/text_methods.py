# test: run
# Methods of `str` that search, cut, join and pad.
print("abcabc".find("c", 3), "abcabc".rfind("a", 0, 3), "éàé".find("é", 1), "éàé".index("à"), "abc".find("", 3), "abc".find("", 4))
print("aaa".count(""), "aaa".count("aa"), "éaéa".count("a", -2), "abc".startswith(("x", "ab")), "abc".endswith("c", 0, 2), "abc".startswith("", 4))
print("a,b,,c".split(","), "  a b  c ".split(), "  a  b ".split(None, 1), "a.b.c".rsplit(".", 1), "  a  b ".rsplit(None, 1), "".split(), "".split(","))
print("a\r\nb\x0bc\u2028d\n".splitlines(True), "a\n\nb".splitlines(), "a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".rpartition("x"))
print(",".join(["a", "b", "c"]), "".join(("é",)), "-".join("abc"), "  x ".strip() + "|", "xxaxx".lstrip("x"), "éaé".rstrip("é"))
print("aXbX".replace("X", ""), "abc".replace("", "-"), "aaa".replace("a", "b", 2), "a\tbc\td".expandtabs(4), "abc".removeprefix("ab"), "abc".removesuffix("x"))
print("abc".center(10, "*"), "x".rjust(4, "é"), "ab".ljust(5) + "|", "12".zfill(5), "-12".zfill(5), "abcd".center(3))
for call in range(8):
    try:
        if call == 0:
            "a".split("")
        elif call == 1:
            "a".index("b")
        elif call == 2:
            ",".join(["a", 1])
        elif call == 3:
            "a".center()
        elif call == 4:
            "a".upper(1)
        elif call == 5:
            "a".ljust(5, "ab")
        elif call == 6:
            "a".nothing()
        else:
            "a".split(1)
    except Exception as error:
        print(error)
print(str.upper("abc"), str.join("-", ["a", "b"]))
# output:
# 5 0 2 1 3 -1
# 4 1 1 True False False
# ['a', 'b', '', 'c'] ['a', 'b', 'c'] ['a', 'b '] ['a.b', 'c'] ['  a', 'b'] [] ['']
# ['a\r\n', 'b\x0b', 'c\u2028', 'd\n'] ['a', '', 'b'] ('a', '-', 'b-c') ('a-b', '-', 'c') ('', '', 'abc')
# a,b,c é a-b-c x| axx éa
# ab -a-b-c- bba a   bc  d c abc
# ***abc**** éééx ab   | 00012 -0012 abcd
# empty separator
# substring not found
# sequence item 1: expected str instance, int found
# center expected at least 1 argument, got 0
# str.upper() takes no arguments (1 given)
# The fill character must be exactly one character long
# 'str' object has no attribute 'nothing'
# must be str or None, not int
# ABC a-b
