# test: run
def main():
    var a = -17
    var q, r = divmod(a, 5)
    print(q, r)  # prints: -4 3
    print(q * 5 + r == a)  # prints: True
