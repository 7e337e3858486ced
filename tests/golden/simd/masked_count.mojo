# test: run
def count_below(values: List[Int32], limit: Int32) -> Int:
    comptime width = 4
    var count = SIMD[DType.int32, width](0)
    var i = 0
    var pointer = values.unsafe_ptr()
    while i + width <= len(values):
        var v = (pointer + i).load[width=width]()
        count += v.lt(limit).select(SIMD[DType.int32, width](1), 0)
        i += width
    var total = Int(count.reduce_add())
    while i < len(values):
        total += 1 if values[i] < limit else 0
        i += 1
    return total

def main():
    var values = List[Int32]()
    for i in range(10):
        values.append(Int32(i * i % 11))
    print(count_below(values, 5))  # prints: 6
