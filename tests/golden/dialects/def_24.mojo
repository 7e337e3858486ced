# test: run
# options: --dialect 24
# A `def` of 2024 may raise without saying so, and its arguments are copied when changed.
def check(n: Int) -> Int:
    if n < 0:
        raise Error("negative")
    n += 1
    return n

def main():
    x = 5
    print(check(x), x)  # prints: 6 5
    try:
        _ = check(-1)
    except e:
        print(e)  # prints: negative
