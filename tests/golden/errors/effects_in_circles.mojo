# test: run
def even(n: Int) -> Bool:
    if n == 0:
        return True
    return odd(n - 1)

def odd(n: Int) -> Bool:
    if n == 0:
        return False
    if n < 0:
        raise Error("negative")
    return even(n - 1)

# No function of this circle raises.
def ping(n: Int) -> Int:
    return 0 if n == 0 else pong(n - 1) + 1

def pong(n: Int) -> Int:
    return 0 if n == 0 else ping(n - 1) + 1

# `c` raises only because `a` does, which is known when the circle is closed.
def a(n: Int) -> Int:
    var x = b(n - 1) if n > 0 else 0
    if n == 3:
        raise Error("three")
    return x

def b(n: Int) -> Int:
    return c(n) + c(n)

def c(n: Int) -> Int:
    return 1 if n == 0 else a(n)

# Caught inside the circle: nothing leaves.
def safe(n: Int) -> Int:
    try:
        return unsafe(n)
    except:
        return -n

def unsafe(n: Int) -> Int:
    if n > 2:
        raise Error("big")
    return safe(n + 1)

def call(f: def(Int) thin -> Int, n: Int) -> Int:
    return f(n)

def main():
    print(even(10), odd(7))
    try:
        print(odd(-1))
    except e:
        print("caught", e)
    try:
        print(c(2))
        print(c(5))
    except e:
        print("caught", e)
    print(call(ping, 7), call(pong, 2), call(safe, 1))
# output:
# True True
# caught negative
# 4
# caught three
# 7 2 -3
