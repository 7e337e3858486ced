# test: run
def check(n: Int) raises -> Int:
    if n < 0:
        raise Error("negative")
    return n * 2

def main():
    try:
        print(check(4))
        print(check(-1))
        print("never")
    except e:
        print("caught:", e)
    print("after")
# output:
# 8
# caught: negative
# after
