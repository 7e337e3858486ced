# test: run
# Complex numbers: literals, operators, text, complex().
print(1+2j, 3j, (1+2j)*(3-1j), (1+2j)/(3-4j), abs(3+4j), -(1+2j), (1+2j)**2, 2j**2, complex(1, 2), complex("1+2j"), complex("-2.5j"))
print((1+2j).real, (1+2j).imag, (1+2j).conjugate(), 1j == 1j, 1+0j == 1, hash(1+0j) == hash(1), complex(-0.0, 1), complex(0, -0.0), bool(0j), 1j + 1, 2 * 1j, 1.5 - 2j)
print(f"{1.5+2.25j:.1f}", repr(complex(1e20, float("inf"))), type(1j))
try: 1j < 2j
except TypeError as e: print(e)
c = complex(3, -4)
print(abs(c), c.conjugate(), c - c.real, c == 3-4j, complex(" ( 1-2j ) "), complex("j"), complex(1.5), (-8) ** 0.5, f"{c:>12}", f"{c:+.2e}")
for bad in "1+", "a", "1+2":
    try: complex(bad)
    except ValueError as e: print(e)
try: c / 0
except ZeroDivisionError as e: print("division")
# output:
# (1+2j) 3j (5+5j) (-0.2+0.4j) 5.0 (-1-2j) (-3+4j) (-4+0j) (1+2j) (1+2j) -2.5j
# 1.0 2.0 (1-2j) True True True (-0+1j) -0j False (1+1j) 2j (1.5-2j)
# 1.5+2.2j (1e+20+infj) <class 'complex'>
# '<' not supported between instances of 'complex' and 'complex'
# 5.0 (3+4j) -4j True (1-2j) 1j (1.5+0j) (1.7319121124709868e-16+2.8284271247461903j)       (3-4j) +3.00e+00-4.00e+00j
# complex() arg is a malformed string
# complex() arg is a malformed string
# complex() arg is a malformed string
# division
