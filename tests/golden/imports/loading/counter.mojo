# test: module
var count = 40

def count_up() -> Int:
    count += 1
    return count