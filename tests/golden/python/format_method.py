# test: run
# `str.format`: fields in order, by number, with attributes and elements.
class Point:
    def __init__(self):
        self.x = 1
        self.items = ["a", "b"]


print("{} {}".format(1, "a"), "{1} {0}".format(1, 2), "{0.x} {0.items[1]} {1[0]}".format(Point(), [7]), "{{}} {:>{}}|".format("x", 5))
print("{!r:>6}|{!s}|{!a}".format("é", "é", "é"), "{:{}{}}".format(3, ">", 4), "{0:{1}}".format(2.5, ".2f"))
for text in ["{", "}", "{0} {}", "{} {0}", "{1}", "{a}", "{!x}", "{0!r", "{0:", "{0[}", "{0.}", "{0[0]x}", "{0!}", "{:d}"]:
    try:
        print(text.format("v"))
    except Exception as error:
        print(repr(text), error)
# output:
# 1 a 2 1 1 b 7 {}     x|
#    'é'|é|'\xe9'    3 2.50
# '{' Single '{' encountered in format string
# '}' Single '}' encountered in format string
# '{0} {}' cannot switch from manual field specification to automatic field numbering
# '{} {0}' cannot switch from automatic field numbering to manual field specification
# '{1}' Replacement index 1 out of range for positional args tuple
# '{a}' 'a'
# '{!x}' Unknown conversion specifier x
# '{0!r' unmatched '{' in format spec
# '{0:' unmatched '{' in format spec
# '{0[}' expected '}' before end of string
# '{0.}' Empty attribute in format string
# '{0[0]x}' Only '.' or '[' may follow ']' in format field specifier
# '{0!}' unmatched '{' in format spec
# '{:d}' Unknown format code 'd' for object of type 'str'
