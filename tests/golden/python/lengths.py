# test: run
# Lengths near the greatest.
from sys import maxsize
r = range(0, maxsize - 1)
print(len(r), r.__len__(), len(range(maxsize)))
try:
    len(range(maxsize + 1))
except OverflowError as error:
    print(error)
# output:
# 9223372036854775806 9223372036854775806 9223372036854775807
# Python int too large to convert to C ssize_t
