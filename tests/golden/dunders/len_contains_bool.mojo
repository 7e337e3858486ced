# test: run
struct Evens(Boolable, Sized):
    var limit: Int

    def __init__(out self, limit: Int):
        self.limit = limit

    def __len__(self) -> Int:
        return self.limit // 2

    def __contains__(self, n: Int) -> Bool:
        return n % 2 == 0 and n < self.limit

    def __bool__(self) -> Bool:
        return self.limit > 0

def main():
    var e = Evens(10)
    print(len(e))  # prints: 5
    print(4 in e, 5 in e, 12 in e, 5 not in e)  # prints: True False False True
    if e:
        print("some")  # prints: some
    if not Evens(0):
        print("none")  # prints: none
