# test: run
# `text % values`.
print("%-10s|%5s|%.2s|%c|%%|%+d|% d|%#x|%08.3f|%e|%g|%*d" % ("ab", "c", "xyz", 65, 3, 4, 255, 3.14159, 12345.678, 0.0001, 5, 42))
print("%d" % 3.9, "%i %u" % (1, 2), "%s" % [1], "%r" % "a", "%a" % "é", "%5.1f|%-8x|%08d|%+.2e" % (2.25, 255, -42, 12345.6), "%c" % "é", "%s" % ((1, 2),))
print("%o %X %#o" % (8, 255, 8), "%.3d" % 5, "%F %G" % (1e10, 1e-10), "%f" % float("inf"), "%-*s|" % (4, "a"), "%.*f" % (1, 2.55), "%5%" if False else "%%" % ())
for text, values in [("%d", "a"), ("%d %d", (1,)), ("%d", (1, 2)), ("%y", 1), ("%", 1), ("%x", 1.5), ("%c", "ab"), ("%c", -1), ("%(a)s", 1), ("%f", "x"), ("a", 1), ("%*d", ("a", 1))]:
    try:
        print(text % values)
    except Exception as error:
        print(repr(text), error)
try:
    print("%(foo)s %s" % {"foo": 1})
except TypeError as error:
    print(error)

# output:
# ab        |    c|xy|A|%|+3| 4|0xff|0003.142|1.234568e+04|0.0001|   42
# 3 1 2 [1] 'a' '\xe9'   2.2|ff      |-0000042|+1.23e+04 é (1, 2)
# 10 FF 0o10 005 10000000000.000000 1E-10 inf a   | 2.5 %
# '%d' %d format: a real number is required, not str
# '%d %d' not enough arguments for format string
# '%d' not all arguments converted during string formatting
# '%y' unsupported format character 'y' (0x79) at index 1
# '%' incomplete format
# '%x' %x format: an integer is required, not float
# '%c' %c requires int or char
# '%c' %c arg not in range(0x110000)
# '%(a)s' format requires a mapping
# '%f' must be real number, not str
# 'a' not all arguments converted during string formatting
# '%*d' * wants int
# not enough arguments for format string
