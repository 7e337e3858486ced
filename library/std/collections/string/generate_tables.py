"""Writes unicode_tables.mojo. Needs Python 3.11+ (character data) and perl 5.36+ (grapheme break classes), both of Unicode 14.

Usage: python3 generate_tables.py > unicode_tables.mojo
A table is one string of records, in order of their first code point, each number written in base 56 with the digits '#' to 'Z'.
"""
import subprocess
import sys
import unicodedata


def number(value, width):
    digits = []
    for _ in range(width):
        digits.append(chr(35 + value % 56))
        value //= 56
    assert value == 0
    return "".join(reversed(digits))


CODES = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]


def runs(codes):
    """(start, count, stride) covering sorted codes; equal gaps of 1 or 2."""
    result = []
    i = 0
    while i < len(codes):
        start = codes[i]
        stride = 1
        count = 1
        if i + 1 < len(codes) and codes[i + 1] - start <= 2:
            stride = codes[i + 1] - start
            while i + count < len(codes) and codes[i + count] == start + stride * count:
                count += 1
        result.append((start, count, stride))
        i += count
    return result


def set_table(predicate):
    codes = [c for c in CODES if predicate(chr(c))]
    return "".join(number(s, 4) + number(n, 3) + number(stride, 1) for s, n, stride in runs(codes))


def mapping_table(function):
    """Single code point to single code point; start, count, stride, difference + 56**4 / 2."""
    pairs = {}
    for c in CODES:
        mapped = function(chr(c))
        if len(mapped) == 1 and ord(mapped) != c:
            pairs[c] = ord(mapped) - c
    codes = sorted(pairs)
    out = []
    i = 0
    while i < len(codes):
        difference = pairs[codes[i]]
        j = i + 1
        while j < len(codes) and pairs[codes[j]] == difference and codes[j] - codes[j - 1] <= 2:
            j += 1
        for s, n, stride in runs(codes[i:j]):
            out.append(number(s, 4) + number(n, 3) + number(stride, 1) + number(difference + 56**4 // 2, 4))
        i = j
    return "".join(out)


def special_table(function):
    """Code points that become two or three: source and three targets (0: none)."""
    out = []
    for c in CODES:
        mapped = function(chr(c))
        if len(mapped) > 1:
            parts = [ord(m) for m in mapped] + [0] * (3 - len(mapped))
            out.append(number(c, 4) + "".join(number(p, 4) for p in parts))
    return "".join(out)


GRAPHEME_CLASSES = ["CR", "LF", "Control", "Extend", "ZWJ", "Regional_Indicator", "Prepend", "SpacingMark", "L", "V", "T", "LV", "LVT", "Pictographic"]


def grapheme_table():
    program = """
    my @p = qw(CR LF Control Extend ZWJ Regional_Indicator Prepend SpacingMark L V T LV LVT);
    for my $i (0..0x10FFFF) { next if $i >= 0xD800 && $i <= 0xDFFF; my $s = chr($i); my $f = 0; my $k = 0;
      for my $p (@p) { $k++; if ($s =~ /\\p{GCB=$p}/) { $f = $k; last } }
      $f = 14 if !$f && $s =~ /\\p{ExtPict}/; print "$i $f\\n" if $f }
    """
    lines = subprocess.run(["perl", "-e", program], capture_output=True, text=True, check=True).stdout.split("\n")
    classes = [tuple(map(int, line.split())) for line in lines if line]
    out = []
    i = 0
    while i < len(classes):
        start, kind = classes[i]
        j = i + 1
        while j < len(classes) and classes[j] == (start + j - i, kind):
            j += 1
        out.append(number(start, 4) + number(j - i, 3) + number(kind, 1))
        i = j
    return "".join(out)


def show(name, comment, text):
    print(f"\n# {comment}")
    print(f"comptime {name} = (")
    for i in range(0, len(text), 120):
        print('    "' + text[i : i + 120] + '"')
    print(")")


def is_printable(c):
    return c.isprintable()


print('"""Character data of Unicode %s, made by generate_tables.py; records are read by unicode_data.mojo."""' % unicodedata.unidata_version)
show("UPPER_MAPPING", "Upper case of one code point.", mapping_table(str.upper))
show("LOWER_MAPPING", "Lower case of one code point.", mapping_table(str.lower))
show("UPPER_SPECIAL", "Upper case that is longer.", special_table(str.upper))
show("UPPER_SET", "Upper-case letters.", set_table(str.isupper))
show("LOWER_SET", "Lower-case letters.", set_table(str.islower))
show("ALPHABETIC_SET", "Letters.", set_table(str.isalpha))
show("DIGIT_SET", "Digits of any script, as Python's isdigit.", set_table(str.isdigit))
show("NUMERIC_SET", "Numbers of any script that are not digits.", set_table(lambda c: c.isnumeric() and not c.isdigit()))
show("PRINTABLE_SET", "What repr shows as it is.", set_table(is_printable))
show("CASE_IGNORABLE_SET", "What does not end a word for the final sigma.", set_table(lambda c: unicodedata.category(c) in ("Mn", "Me", "Cf", "Lm", "Sk") or c in "'.:\u00b7\u2019\u2018\u2024\u2027"))
show("GRAPHEME_CLASSES", "Grapheme break classes: start, count, class (1 CR, 2 LF, 3 Control, 4 Extend, 5 ZWJ, 6 Regional_Indicator, 7 Prepend, 8 SpacingMark, 9 L, 10 V, 11 T, 12 LV, 13 LVT, 14 Extended_Pictographic).", grapheme_table())
sys.stdout.flush()
