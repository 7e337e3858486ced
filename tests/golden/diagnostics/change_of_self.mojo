# test: check
struct Counter:
    var n: Int

    def __init__(out self):
        self.n = 0

    def bump(self):
        self.n += 1
#       ^^^^^^ error[E0210]: cannot change `self.n`: `self` is immutable here

def main():
    var c = Counter()
    c.bump()
