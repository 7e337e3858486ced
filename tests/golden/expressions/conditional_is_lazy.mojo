# test: run
def loud(x: Int) -> Int:
    print("evaluated", x)
    return x

def main():
    var flag = True
    print(loud(1) if flag else loud(2))
    flag = False
    print(loud(3) if flag else loud(4))
# output:
# evaluated 1
# 1
# evaluated 4
# 4
