# test: run
# In 2023 a vector's room could be used before its size was set.
fn main():
    var counts = DynamicVector[Int](4)
    for i in range(4):
        counts[i] = i * i
    print(len(counts), counts[3])  # prints: 0 9
    counts.push_back(7)
    print(counts[0], counts[-1])  # prints: 7 7
