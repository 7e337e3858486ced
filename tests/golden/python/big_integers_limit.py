# test: run, same as python
# The limit on decimal digits may be changed; large results are right.
import sys
print(sys.maxsize, sys.get_int_max_str_digits())
for n in (100, -1, 0):
    try:
        sys.set_int_max_str_digits(n)
    except ValueError as e:
        print(e)
print(len(str(2**100000)), str(3**20000)[-20:], int("9" * 100000) % 10**9 + 7, sys.get_int_max_str_digits())
sys.set_int_max_str_digits(maxdigits=640)
try:
    print(10**640)
except ValueError as e:
    print(e)
f = 1
for i in range(1, 5001):
    f *= i
sys.set_int_max_str_digits(100000)
print(len(str(f)), str(f)[:30], f % (10**9 + 7))
a, b = 0, 1
for i in range(10**4):
    a, b = b, a + b
print(str(a)[:20], str(a)[-20:], a.bit_length())
# output:
# 9223372036854775807 4300
# maxdigits must be 0 or larger than 640
# maxdigits must be 0 or larger than 640
# 30103 08807535253104400001 1000000006 0
# Exceeds the limit (640 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
# 16326 422857792660554352220106420023 541108809
# 33644764876431783266 66073310059947366875 6942
