# test: check, rendered
def inner[n: Int]():
    comptime assert n > 0, "n must be positive"
    print(n)

def middle[n: Int]():
    inner[n - 1]()

def outer[n: Int]():
    middle[n - 1]()

def main():
    outer[2]()
    # error[E0403]: n must be positive
