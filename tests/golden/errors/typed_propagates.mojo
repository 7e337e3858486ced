# test: run
@fieldwise_init
struct Overflow(Copyable):
    var limit: Int

def add(a: Int, b: Int) raises Overflow -> Int:
    if a + b > 10:
        raise Overflow(10)
    return a + b

def sum3(a: Int, b: Int, c: Int) raises Overflow -> Int:
    return add(add(a, b), c)

def main():
    try:
        print(sum3(1, 2, 3))
        print(sum3(5, 5, 5))
    except e:
        print("over", e.limit)
# output:
# 6
# over 10
