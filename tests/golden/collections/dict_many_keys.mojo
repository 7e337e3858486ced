# test: run
def main() raises:
    var d = Dict[Int, Int]()
    for i in range(2000):
        d[i * 7919 % 10007] = i
    print(len(d))  # prints: 2000
    var wrong = 0
    for i in range(2000):
        if d[i * 7919 % 10007] != i:
            wrong += 1
    print(wrong)  # prints: 0
    for i in range(0, 2000, 2):
        _ = d.pop(i * 7919 % 10007)
    print(len(d), 7919 in d, 7919 * 2 % 10007 in d)  # prints: 1000 True False
