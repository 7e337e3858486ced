# test: run
comptime HUGE = 2**200 + 1
comptime REST = HUGE % 1_000_000_007
comptime RATIO = (2**64) / (2**63)

def main():
    print(REST)  # prints: 499445073
    var r: Float64 = RATIO
    print(r)  # prints: 2.0
    print((HUGE - 1) >> 199)  # prints: 2
