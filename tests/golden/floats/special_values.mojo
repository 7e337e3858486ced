# test: run
from std.math import isinf, isnan
from std.utils.numerics import inf, nan

def main():
    var infinity = inf[DType.float64]()
    var not_a_number = nan[DType.float64]()
    print(infinity, -infinity)  # prints: inf -inf
    print(isnan(not_a_number), isinf(infinity))  # prints: True True
    print(not_a_number == not_a_number)  # prints: False
    print(infinity - infinity == 0.0)  # prints: False
    print(1.0 / infinity)  # prints: 0.0
    print(infinity > 1e308)  # prints: True
