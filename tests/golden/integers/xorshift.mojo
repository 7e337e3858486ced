# test: run
def main():
    # Wrapping unsigned arithmetic: the xorshift64* generator.
    var state: UInt64 = 88172645463325252
    for _ in range(3):
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        print(state * 2685821657736338717)
# output:
# 16620430977058721579
# 12052379865695375093
# 11451962570540714196
