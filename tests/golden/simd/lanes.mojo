# test: run
def main():
    var v = SIMD[DType.int16, 4](5, 6, 7, 8)
    print(v[0], v[3], len(v))  # prints: 5 8 4
    v[1] = 60
    v[2] += 1
    print(v)  # prints: [5, 60, 8, 8]
    var sum: Int16 = 0
    for i in range(len(v)):
        sum += v[i]
    print(sum)  # prints: 81
