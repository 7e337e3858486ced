# test: check
struct Pinned:
    var n: Int

    def __init__(out self):
        self.n = 1

def take(var p: Pinned):
    print(p.n)

def main():
    var p = Pinned()
    var q = p^
    # error[E0308]: value of type `Pinned` cannot be moved
    print(q.n)
