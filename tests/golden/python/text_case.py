# test: run
# Case and kinds of characters, in all of Unicode.
print("Straße".upper(), "ΑΣ ΑΣΑ".lower(), "ß".casefold(), "ǆ".title(), "ŉ".title(), "hello world".title(), "they're bill's".title())
print("ÀÉ".swapcase(), "éCOLE".capitalize(), "ﬁn".capitalize(), "İ".lower() == "i\u0307", "ᾳ".title(), "ᏼ".casefold(), "ᾼ".swapcase() != "")
for text in ["abc", "ABC", "Abc Def", "123", "²", "½", "٣", "a1", "", " \t\n", "é", "_x1", "1x", "\x00", "ǅ", "x y"]:
    answers = [text.isalpha(), text.isdigit(), text.isdecimal(), text.isnumeric(), text.isalnum(), text.isspace(), text.isupper()]
    more = [text.islower(), text.istitle(), text.isprintable(), text.isidentifier(), text.isascii()]
    shown = ""
    for answer in answers + more:
        shown += "1" if answer else "0"
    print(repr(text), shown)
# output:
# STRASSE ας ασα ss ǅ ʼN Hello World They'Re Bill'S
# àé École Fin True ᾼ Ᏼ True
# 'abc' 100010010111
# 'ABC' 100010100111
# 'Abc Def' 000000001101
# '123' 011110000101
# '²' 010110000100
# '½' 000110000100
# '٣' 011110000100
# 'a1' 000010010111
# '' 000000000101
# ' \t\n' 000001000001
# 'é' 100010010110
# '_x1' 000000010111
# '1x' 000010010101
# '\x00' 000000000001
# 'ǅ' 100010001110
# 'x y' 000000010101
