# test: run
# The mini-language of `format`, for texts, integers and floats, and what it refuses.
specs = ["", ">10", "<10", "^10", "=10", "+", "010", ",", "_", ".3", "x", "#x", "#b", "o", "c", "e", "E", "f", "g", "G", "%"]
more = ["10.2f", "+.1e", " d", "n", "*^+12,.2f", "_x", "#_b", "08_x", "012,", "é>4", "z.1f", "#.0f", "s", "5.1s", ",s", "y", "1.", "10x5", "-"]
for spec in specs + more:
    line = ""
    for value in [42, -42, 3.5, -1234567.891, 1e20, -0.01, True, "héllo"]:
        try:
            line += " [" + format(value, spec) + "]"
        except ValueError as error:
            line += " " + str(error)
        except OverflowError as error:
            line += " " + str(error)
    print(repr(spec) + line)


class Money:
    def __format__(self, spec):
        return "money:" + spec


print(format(Money(), "abc"), f"{Money():>{3}}")
try:
    format([], "x")
except TypeError as error:
    print(error)
# output:
# '' [42] [-42] [3.5] [-1234567.891] [1e+20] [-0.01] [True] [héllo]
# '>10' [        42] [       -42] [       3.5] [-1234567.891] [     1e+20] [     -0.01] [         1] [     héllo]
# '<10' [42        ] [-42       ] [3.5       ] [-1234567.891] [1e+20     ] [-0.01     ] [1         ] [héllo     ]
# '^10' [    42    ] [   -42    ] [   3.5    ] [-1234567.891] [  1e+20   ] [  -0.01   ] [    1     ] [  héllo   ]
# '=10' [        42] [-       42] [       3.5] [-1234567.891] [     1e+20] [-     0.01] [         1] '=' alignment not allowed in string format specifier
# '+' [+42] [-42] [+3.5] [-1234567.891] [+1e+20] [-0.01] [+1] Sign not allowed in string format specifier
# '010' [0000000042] [-000000042] [00000003.5] [-1234567.891] [000001e+20] [-000000.01] [0000000001] [héllo00000]
# ',' [42] [-42] [3.5] [-1,234,567.891] [1e+20] [-0.01] [1] Cannot specify ',' with 's'.
# '_' [42] [-42] [3.5] [-1_234_567.891] [1e+20] [-0.01] [1] Cannot specify '_' with 's'.
# '.3' Precision not allowed in integer format specifier Precision not allowed in integer format specifier [3.5] [-1.23e+06] [1e+20] [-0.01] Precision not allowed in integer format specifier [hél]
# 'x' [2a] [-2a] Unknown format code 'x' for object of type 'float' Unknown format code 'x' for object of type 'float' Unknown format code 'x' for object of type 'float' Unknown format code 'x' for object of type 'float' [1] Unknown format code 'x' for object of type 'str'
# '#x' [0x2a] [-0x2a] Unknown format code 'x' for object of type 'float' Unknown format code 'x' for object of type 'float' Unknown format code 'x' for object of type 'float' Unknown format code 'x' for object of type 'float' [0x1] Unknown format code 'x' for object of type 'str'
# '#b' [0b101010] [-0b101010] Unknown format code 'b' for object of type 'float' Unknown format code 'b' for object of type 'float' Unknown format code 'b' for object of type 'float' Unknown format code 'b' for object of type 'float' [0b1] Unknown format code 'b' for object of type 'str'
# 'o' [52] [-52] Unknown format code 'o' for object of type 'float' Unknown format code 'o' for object of type 'float' Unknown format code 'o' for object of type 'float' Unknown format code 'o' for object of type 'float' [1] Unknown format code 'o' for object of type 'str'
# 'c' [*] %c arg not in range(0x110000) Unknown format code 'c' for object of type 'float' Unknown format code 'c' for object of type 'float' Unknown format code 'c' for object of type 'float' Unknown format code 'c' for object of type 'float' [] Unknown format code 'c' for object of type 'str'
# 'e' [4.200000e+01] [-4.200000e+01] [3.500000e+00] [-1.234568e+06] [1.000000e+20] [-1.000000e-02] [1.000000e+00] Unknown format code 'e' for object of type 'str'
# 'E' [4.200000E+01] [-4.200000E+01] [3.500000E+00] [-1.234568E+06] [1.000000E+20] [-1.000000E-02] [1.000000E+00] Unknown format code 'E' for object of type 'str'
# 'f' [42.000000] [-42.000000] [3.500000] [-1234567.891000] [100000000000000000000.000000] [-0.010000] [1.000000] Unknown format code 'f' for object of type 'str'
# 'g' [42] [-42] [3.5] [-1.23457e+06] [1e+20] [-0.01] [1] Unknown format code 'g' for object of type 'str'
# 'G' [42] [-42] [3.5] [-1.23457E+06] [1E+20] [-0.01] [1] Unknown format code 'G' for object of type 'str'
# '%' [4200.000000%] [-4200.000000%] [350.000000%] [-123456789.100000%] [10000000000000000000000.000000%] [-1.000000%] [100.000000%] Unknown format code '%' for object of type 'str'
# '10.2f' [     42.00] [    -42.00] [      3.50] [-1234567.89] [100000000000000000000.00] [     -0.01] [      1.00] Unknown format code 'f' for object of type 'str'
# '+.1e' [+4.2e+01] [-4.2e+01] [+3.5e+00] [-1.2e+06] [+1.0e+20] [-1.0e-02] [+1.0e+00] Unknown format code 'e' for object of type 'str'
# ' d' [ 42] [-42] Unknown format code 'd' for object of type 'float' Unknown format code 'd' for object of type 'float' Unknown format code 'd' for object of type 'float' Unknown format code 'd' for object of type 'float' [ 1] Unknown format code 'd' for object of type 'str'
# 'n' [42] [-42] [3.5] [-1.23457e+06] [1e+20] [-0.01] [1] Unknown format code 'n' for object of type 'str'
# '*^+12,.2f' [***+42.00***] [***-42.00***] [***+3.50****] [-1,234,567.89] [+100,000,000,000,000,000,000.00] [***-0.01****] [***+1.00****] Unknown format code 'f' for object of type 'str'
# '_x' [2a] [-2a] Unknown format code 'x' for object of type 'float' Unknown format code 'x' for object of type 'float' Unknown format code 'x' for object of type 'float' Unknown format code 'x' for object of type 'float' [1] Unknown format code 'x' for object of type 'str'
# '#_b' [0b10_1010] [-0b10_1010] Unknown format code 'b' for object of type 'float' Unknown format code 'b' for object of type 'float' Unknown format code 'b' for object of type 'float' Unknown format code 'b' for object of type 'float' [0b1] Unknown format code 'b' for object of type 'str'
# '08_x' [000_002a] [-00_002a] Unknown format code 'x' for object of type 'float' Unknown format code 'x' for object of type 'float' Unknown format code 'x' for object of type 'float' Unknown format code 'x' for object of type 'float' [000_0001] Unknown format code 'x' for object of type 'str'
# '012,' [0,000,000,042] [-000,000,042] [00,000,003.5] [-1,234,567.891] [0,000,001e+20] [-0,000,000.01] [0,000,000,001] Cannot specify ',' with 's'.
# 'é>4' [éé42] [é-42] [é3.5] [-1234567.891] [1e+20] [-0.01] [ééé1] [héllo]
# 'z.1f' [42.0] [-42.0] [3.5] [-1234567.9] [100000000000000000000.0] [0.0] [1.0] Unknown format code 'f' for object of type 'str'
# '#.0f' [42.] [-42.] [4.] [-1234568.] [100000000000000000000.] [-0.] [1.] Unknown format code 'f' for object of type 'str'
# 's' Unknown format code 's' for object of type 'int' Unknown format code 's' for object of type 'int' Unknown format code 's' for object of type 'float' Unknown format code 's' for object of type 'float' Unknown format code 's' for object of type 'float' Unknown format code 's' for object of type 'float' Unknown format code 's' for object of type 'bool' [héllo]
# '5.1s' Unknown format code 's' for object of type 'int' Unknown format code 's' for object of type 'int' Unknown format code 's' for object of type 'float' Unknown format code 's' for object of type 'float' Unknown format code 's' for object of type 'float' Unknown format code 's' for object of type 'float' Unknown format code 's' for object of type 'bool' [h    ]
# ',s' Cannot specify ',' with 's'. Cannot specify ',' with 's'. Cannot specify ',' with 's'. Cannot specify ',' with 's'. Cannot specify ',' with 's'. Cannot specify ',' with 's'. Cannot specify ',' with 's'. Cannot specify ',' with 's'.
# 'y' Unknown format code 'y' for object of type 'int' Unknown format code 'y' for object of type 'int' Unknown format code 'y' for object of type 'float' Unknown format code 'y' for object of type 'float' Unknown format code 'y' for object of type 'float' Unknown format code 'y' for object of type 'float' Unknown format code 'y' for object of type 'bool' Unknown format code 'y' for object of type 'str'
# '1.' Format specifier missing precision Format specifier missing precision Format specifier missing precision Format specifier missing precision Format specifier missing precision Format specifier missing precision Format specifier missing precision Format specifier missing precision
# '10x5' Invalid format specifier '10x5' for object of type 'int' Invalid format specifier '10x5' for object of type 'int' Invalid format specifier '10x5' for object of type 'float' Invalid format specifier '10x5' for object of type 'float' Invalid format specifier '10x5' for object of type 'float' Invalid format specifier '10x5' for object of type 'float' Invalid format specifier '10x5' for object of type 'bool' Invalid format specifier '10x5' for object of type 'str'
# '-' [42] [-42] [3.5] [-1234567.891] [1e+20] [-0.01] [1] Sign not allowed in string format specifier
# money:abc money:>3
# unsupported format string passed to list.__format__
