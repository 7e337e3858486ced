# test: run
def risky(n: Int) raises -> Int:
    if n > 1:
        raise Error("too big")
    return n

try:
    print(risky(1))  # prints: 1
    print(risky(2))
except e:
    print("caught", e)  # prints: caught too big
