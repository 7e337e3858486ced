# test: module
def doubled(n: Int) -> Int:
    return 2 * n
