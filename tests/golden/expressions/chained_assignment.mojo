# test: run
def source() -> Int:
    print("once")
    return 7

def main():
    var x = y = z = source()
    x += 1
    print(x, y, z)
# output:
# once
# 8 7 7
