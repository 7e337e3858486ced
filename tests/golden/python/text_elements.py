# test: run
# Texts by code points: elements, length, comparison, repetition, growth in place.
s = "héllo wörld€😀"
print(len(s), s[1], s[-1], s[-2], repr(s))
for c in "aé😀":
    print(c, ord(c), chr(ord(c)) == c)
print("ab" * 3, 2 * "é", "x" * -1 == "", "a" "b" + "c", "a" < "b", "a" < "é" < "😀", "abc" in "xabcx", "z" not in "abc")


def build(n):
    text = ""
    for i in range(n):
        text += "é" + str(i % 10)
    return text


long = build(500)
print(len(long), long[998], long[999], long[-1000])
other = long
long += "!"
print(len(other), len(long))


def no_sharing(text):
    copy = text
    text += "x"
    return copy, text


print(no_sharing("a" + str(1)))
total = ""
for i in range(5):
    total += "ab"
    total += total
print(len(total))
for wrong in ["index", "add", "left", "times"]:
    try:
        if wrong == "index":
            print("abc"[3])
        elif wrong == "add":
            print("a" + 1)
        elif wrong == "left":
            print(1 in "a")
        else:
            print("a" * "b")
    except TypeError as error:
        print(wrong, error)
    except IndexError as error:
        print(wrong, error)
for number in [0x110000, -1]:
    try:
        chr(number)
    except ValueError as error:
        print(error)
try:
    ord("ab")
except TypeError as error:
    print(error)
print(ascii("é€😀\n"), repr("it's"), repr('a"b\'c'), repr("\t\x00\x7f\u2028"))
# output:
# 13 é 😀 € 'héllo wörld€😀'
# a 97 True
# é 233 True
# 😀 128512 True
# ababab éé True abc True True True True
# 1000 é 9 é
# 1000 1001
# ('a1', 'a1x')
# 124
# index string index out of range
# add can only concatenate str (not "int") to str
# left 'in <string>' requires string as left operand, not int
# times can't multiply sequence by non-int of type 'str'
# chr() arg not in range(0x110000)
# chr() arg not in range(0x110000)
# ord() expected a character, but string of length 2 found
# '\xe9\u20ac\U0001f600\n' "it's" 'a"b\'c' '\t\x00\x7f\u2028'
