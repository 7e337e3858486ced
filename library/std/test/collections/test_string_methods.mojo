# test: run, same as python

# Search, by positions that are bytes and code points at once
var_text = "the quick brown fox jumps over the lazy dog"
print(var_text.find("quick"), var_text.find("slow"), var_text.find("the", 1), var_text.find(""))
print(var_text.rfind("the"), var_text.rfind("cat"), var_text.count("o"), var_text.count("the"), "aaaa".count("aa"))
print("fox" in var_text, "cow" in var_text, "" in var_text, "abc".find("", 3), "abc".find("c", -1))
print(var_text.startswith("the"), var_text.startswith("quick", 4), var_text.endswith("dog"), var_text.endswith("g", 0, 3))

# Trimming
print(repr("  \t x y\n ".strip()), repr("xxabcxx".strip("x")), repr("abc".strip("abc")), repr("".strip()))
print(repr("  a ".lstrip()), repr("  a ".rstrip()), repr("xyxa".lstrip("yx")), repr("axyx".rstrip("xy")))
print("prefix-body".removeprefix("prefix-"), "body.txt".removesuffix(".txt"), "body".removesuffix("zzz"))

# Splitting and joining
print("a,b,,c".split(","), ",".split(","), "".split(","), "a--b--c".split("--"), "a,b,c".split(",", 1))
print("  one  two\tthree\n".split(), "".split(), "   ".split(), "a b c".split(None, 1))
print("one\ntwo\r\nthree\rfour\n\nfive".splitlines(), "a\nb\n".splitlines(), "a\nb".splitlines(True))
print("-".join(["a", "b", "c"]), "".join(["x"]), repr(",".join(["", "", ""])))
print("key=value=x".partition("="), "none".partition("="), "key=value=x".rpartition("="))

# New texts
print("banana".replace("an", "AN"), "banana".replace("a", ""), "abc".replace("", "-"), "aaa".replace("a", "b", 2))
print("ab" * 3, repr("ab" * 0), "a" + "b" + "c")
print("abc".upper(), "ABC".lower(), "MiXeD 123".upper(), "MiXeD 123".lower())
print("|" + "ab".center(7) + "|" + "abc".center(6, "*") + "|" + "ab".ljust(5, ".") + "|" + "ab".rjust(5) + "|" + "-42".zfill(6) + "|")

# Questions
print("123".isdigit(), "".isdigit(), "12a".isdigit(), "ABC".isupper(), "AbC".isupper(), "abc1".islower(), "1".islower())
print(" \t\n".isspace(), "".isspace(), "abc".isalpha(), "ab1".isalpha(), "ab1".isalnum(), "a b".isalnum(), "a\n".isprintable())

# Subscripts and slices
letters = "abcdefghij"
print(letters[0], letters[-1], letters[2:5], letters[:3], letters[7:], letters[-3:], letters[::2], letters[::-1], letters[8:2:-2])
print(repr(letters[5:2]), repr(letters[20:]), letters[-100:3])

# Comparison
print("abc" < "abd", "abc" < "abcd", "b" > "abc", "" < "a", "abc" == "abc", "abc" != "abd", "Z" < "a", "abc" <= "abc", "abc" >= "abd")

# repr
print(repr("plain"), repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\t nl\n cr\r back\\"), repr("\x00\x1f\x7f"))

# output:
# 4 -1 31 0
# 31 -1 4 2 2
# True False True 3 2
# True True True False
# 'x y' 'abc' '' ''
# 'a ' '  a' 'a' 'a'
# body body body
# ['a', 'b', '', 'c'] ['', ''] [''] ['a', 'b', 'c'] ['a', 'b,c']
# ['one', 'two', 'three'] [] [] ['a', 'b c']
# ['one', 'two', 'three', 'four', '', 'five'] ['a', 'b'] ['a\n', 'b']
# a-b-c x ',,'
# ('key', '=', 'value=x') ('none', '', '') ('key=value', '=', 'x')
# bANANa bnn -a-b-c- bba
# ababab '' abc
# ABC abc MIXED 123 mixed 123
# |   ab  |*abc**|ab...|   ab|-00042|
# True False False True False True False
# True False True False True False False
# a j cde abc hij hij acegi jihgfedcba ige
# '' '' abc
# True True True True True True True True False
# 'plain' "it's" 'say "hi"' 'both \' and "' 'tab\t nl\n cr\r back\\' '\x00\x1f\x7f'
