# test: check
def forever() -> Int:
    var n = 0
    while True:
        n += 1
    return n

comptime X = forever()
#            ^^^^^^^^^ error[E0402]: compile-time evaluation failed: takes more than 100000000 steps

def main():
    print(X)
