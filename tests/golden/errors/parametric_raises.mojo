# test: run
def attempt[f: def() raises thin -> Int]() -> Int:
    try:
        return f()
    except:
        return -1

def good() raises -> Int:
    return 7

def bad() raises -> Int:
    raise Error("bad")

def main():
    print(attempt[good](), attempt[bad]())  # prints: 7 -1
