# test: run
import re
p = re.compile(r"(\w+)@(?P<dom>\w+)\.com", re.I | re.M)
print(p, p.groups, p.groupindex, p.flags)
m = p.search("hello Bob@Example.COM there")
print(m, m.group(), m.group(1, "dom"), m.groups(), m.groupdict(), m.span("dom"), m.start(), m.end(1), m.lastindex, m.lastgroup)
print(re.findall(r"a(b*)c", "abbc ac abc"), re.findall("x*", "axb"), re.split(r"(,)\s*", "a, b,c"), re.sub(r"(a)(b)?", r"[\2\1]", "ab a"))
print([x.span() for x in re.finditer(r"\b", "ab cd")])
print(re.sub("é+", lambda m: m.group().upper(), "caféé ñ"), re.subn("a", "b", "banana", count=2))
for bad in ["(", "a**", "[a", "(?P<1>a)", r"\q", "*", "(?P<a>x)(?P<a>y)", "a{3,1}", "[z-a]", "(?<=a*)b", "x)", r"(a)\2", "(?", "(?z)", "a(?i)", "(?P=x)"]:
    try:
        re.compile(bad)
        print("ok", bad)
    except re.error as e:
        print(bad, "->", e, e.pos)
print(re.match(r"(?:(a)|b)*", "abab").groups(), re.match(r"(a(?=b))b", "ab"), re.search(r"(?<!x)y", "xyzy").span(), re.fullmatch("a|ab", "ab"))
print(re.match(rb"\w+", b"abc d"), re.escape("a.b c"), re.I, re.I | re.M)
print(re.match("(?>a+)ab", "aaab"), re.match("a++b", "aab"), re.match("(a)?(?(1)b|c)", "ab"), re.match("(a)?(?(1)b|c)", "c"))
print(re.match("(?:a|b)*c", "ab" * 20000 + "c").end())


class Text(str):
    pass


m = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)?", Text("2026-x"))
print(m["year"], m["month"], m.groups("?"), m.groupdict("none"), m.expand(r"\g<year>/\2\n"), m.regs, m.re.pattern, m.string, m.pos, m.endpos)
for call in (lambda: m["day"], lambda: m[3], lambda: re.match("a", 5), lambda: re.match("a", b"a"), lambda: re.compile(3), lambda: re.sub("a", r"\g<x", "a")):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
for template in (r"\9", r"\q", r"\g<1a>", r"\g<b>", r"\g", "\\"):
    try:
        print(re.sub("(a)", template, "a"))
    except (re.error, IndexError) as error:
        print(type(error).__name__, error)
print(re.sub("(?P<n>.)", r"<\g<n>\g<1>\1\t\\\101>", "ab"), re.sub("", "-", "abc"), re.sub("x*", "-", "abxd"), re.sub(b"a", b"\\x41".replace(b"\\x41", b"A"), b"banana"))
verbose = re.compile(
    r"""
    (\d+)   # whole
    \.      # point
    (\d*)   # rest
    """,
    re.VERBOSE,
)
print(verbose.findall("3.14 2. 10.5"), re.findall("(?s).", "a\n"), re.findall("^.", "ab\ncd", re.M), re.findall("(?im)^a", "A\na"))
print(re.compile("(?i)ß|ſ").findall("ẞSs ß"), re.findall("[à-ý]+", "ÀÉî", re.I), re.findall(r"\w+", "naïve café", re.A), re.findall(r"\d", "٣4"))
pattern = re.compile("b+")
print(pattern.search("abbabb", 3).span(), pattern.match("abbabb", 1, 2), pattern.fullmatch("abbb", 1), pattern == re.compile("b+"), re.compile(pattern) is pattern)
print(re.split(r"\W+", "Words, words, words.", maxsplit=1), re.split("(-)|x", "a-bxc"), re.split(r"\b", "ab cd"))
print([match.group() for match in re.finditer(r"(?P<q>['\"]).*?(?P=q)", "say 'a' or \"b'c\"")])
print(repr(re.compile("x" * 300))[:30], re.compile(b"a", re.I), re.compile("a", re.A | re.S), re.NOFLAG, re.RegexFlag(0))
print(re.escape("a+b (c)\n"), re.escape(b"[x]"), re.fullmatch(re.escape("1.5*é"), "1.5*é") is not None)

# output:
# re.compile('(\\w+)@(?P<dom>\\w+)\\.com', re.IGNORECASE|re.MULTILINE) 2 {'dom': 2} 42
# <re.Match object; span=(6, 21), match='Bob@Example.COM'> Bob@Example.COM ('Bob', 'Example') ('Bob', 'Example') {'dom': 'Example'} (10, 17) 6 9 2 dom
# ['bb', '', 'b'] ['', 'x', '', ''] ['a', ',', 'b', ',', 'c'] [ba] [a]
# [(0, 0), (2, 2), (3, 3), (5, 5)]
# cafÉÉ ñ ('bbnbna', 2)
# ( -> missing ), unterminated subpattern at position 0 0
# a** -> multiple repeat at position 2 2
# [a -> unterminated character set at position 0 0
# (?P<1>a) -> bad character in group name '1' at position 4 4
# \q -> bad escape \q at position 0 0
# * -> nothing to repeat at position 0 0
# (?P<a>x)(?P<a>y) -> redefinition of group name 'a' as group 2; was group 1 at position 12 12
# a{3,1} -> min repeat greater than max repeat at position 2 2
# [z-a] -> bad character range z-a at position 1 1
# (?<=a*)b -> look-behind requires fixed-width pattern None
# x) -> unbalanced parenthesis at position 1 1
# (a)\2 -> invalid group reference 2 at position 4 4
# (? -> unexpected end of pattern at position 2 2
# (?z) -> unknown extension ?z at position 1 1
# a(?i) -> global flags not at the start of the expression at position 1 1
# (?P=x) -> unknown group name 'x' at position 4 4
# ('a',) <re.Match object; span=(0, 2), match='ab'> (3, 4) <re.Match object; span=(0, 2), match='ab'>
# <re.Match object; span=(0, 3), match=b'abc'> a\.b\ c re.IGNORECASE re.IGNORECASE|re.MULTILINE
# None <re.Match object; span=(0, 3), match='aab'> <re.Match object; span=(0, 2), match='ab'> <re.Match object; span=(0, 1), match='c'>
# 40001
# 2026 None ('2026', '?') {'year': '2026', 'month': 'none'} 2026/
#  ((0, 5), (0, 4), (-1, -1)) (?P<year>\d{4})-(?P<month>\d\d)? 2026-x 0 6
# IndexError no such group
# IndexError no such group
# TypeError expected string or bytes-like object, got 'int'
# TypeError cannot use a string pattern on a bytes-like object
# TypeError first argument must be string or compiled pattern
# PatternError missing >, unterminated name at position 3
# PatternError invalid group reference 9 at position 1
# PatternError bad escape \q at position 0
# PatternError bad character in group name '1a' at position 3
# IndexError unknown group name 'b'
# PatternError missing < at position 2
# PatternError bad escape (end of pattern) at position 0
# <aaa	\A><bbb	\A> -a-b-c- -a-b--d- b'bAnAnA'
# [('3', '14'), ('2', ''), ('10', '5')] ['a', '\n'] ['a', 'c'] ['A', 'a']
# ['ẞ', 'S', 's', 'ß'] ['ÀÉî'] ['na', 've', 'caf'] ['٣', '4']
# (4, 6) <re.Match object; span=(1, 2), match='b'> <re.Match object; span=(1, 4), match='bbb'> True True
# ['Words', 'words, words.'] ['a', '-', 'b', None, 'c'] ['', 'ab', ' ', 'cd', '']
# ["'a'", '"b\'c"']
# re.compile('xxxxxxxxxxxxxxxxxx re.compile(b'a', re.IGNORECASE) re.compile('a', re.DOTALL|re.ASCII) re.NOFLAG re.NOFLAG
# a\+b\ \(c\)\
#  b'\\[x\\]' True
