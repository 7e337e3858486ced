# test: run
# Where the gamma function has no value.
import math
for x in (0.0, -1.0, -2.0, 1e308, float("-inf")):
    try:
        print(math.lgamma(x))
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
# output:
# ValueError math domain error
# ValueError math domain error
# ValueError math domain error
# OverflowError math range error
# inf
