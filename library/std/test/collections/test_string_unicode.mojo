# test: run, same as python
print("ÀÉÎõü".upper(), "ÀÉÎÕÜ".lower(), "straße".upper(), "ΑΒΓΔΩ".lower(), "αβγδω".upper(), "ПРИВЕТ".lower(), "привет".upper())
print("ΌΔΟΣ".lower(), "Σ".lower(), "ΑΣ ΣΑ".lower(), "ﬁn".upper(), "ŉ".upper(), "İ".lower(), "ǆ".upper(), "ա".upper(), "ⓐ".upper())
print("äöü".isalpha(), "Äb".isupper(), "ÄB".isupper(), "ß".islower(), "٣".isdigit(), "²".isdigit(), "½".isalnum(), "中文".isalpha(), "ﬀ".islower())
print("\u2003x\u00a0".strip(), "a\u2003b\u00a0c".split(), "a\u2028b\x85c\x1cd".splitlines())
print("naïve café".split("é"), "日本語".find("x"), "日本語".replace("本", "ほん"), "日" in "日本", "日本語".startswith("日本"))
print(repr("é中\u200b\u00ad\ud7ff\ue000😀\U0010ffff"), ascii("é中😀x\n"))
print(ord("a"), ord("é"), ord("中"), ord("😀"), chr(97), chr(233), chr(0x4E2D), chr(0x1F600))
print("é".center(5, "*"), "中".rjust(3, "·"), "añb".ljust(5, "-"))
for letter in "aé中😀":
    print(letter, ord(letter))

# output:
# ÀÉÎÕÜ àéîõü STRASSE αβγδω ΑΒΓΔΩ привет ПРИВЕТ
# όδος σ ας σα FIN ʼN i̇ Ǆ Ա Ⓐ
# True False True True True True True True True
# x ['a', 'b', 'c'] ['a', 'b', 'c', 'd']
# ['naïve caf', ''] -1 日ほん語 True True
# 'é中\u200b\xad\ud7ff\ue000😀\U0010ffff' '\xe9\u4e2d\U0001f600x\n'
# 97 233 20013 128512 a é 中 😀
# **é** ··中 añb--
# a 97
# é 233
# 中 20013
# 😀 128512
