# test: run
# F-strings: conversions, formats with values in them, `=`.
w = 12
name = "é"
print(f"{w=} {w!r:>{w}} {'abc':*^{w}} {name!a} {name!s:>3} {3.14159:.{w - 10}f} {w = :>5} {{}} {name!r}")
print(f"{1 + 1}{'a' 'b'}{[1, 2]}", f"", f"{'nested ' + f'{w}'}", f"{w:{'>'}{8}}|")
# output:
# w=12           12 ****abc***** '\xe9'   é 3.14 w =    12 {} 'é'
# 2ab[1, 2]  nested 12       12|
