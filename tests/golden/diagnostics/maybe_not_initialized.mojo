# test: check
def pick(flag: Bool) -> Int:
    var n: Int
    if flag:
        n = 1
    return n
    # error[E0301]: `n` may be used before it has a value

def main():
    print(pick(True))
