# test: run
def inner[*Ts: Writable](*args: *Ts) -> Int:
    comptime for i in range(args.__len__()):
        print(args[i], end=",")
    print()
    return args.__len__()

def outer[*Ts: Writable](*args: *Ts) -> Int:
    return inner(*args) * 10

def main():
    print(outer(1, "b", 2.5))
# output:
# 1,b,2.5,
# 30
