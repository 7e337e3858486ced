# test: run
struct Counter:
    var count: Int

    def __init__(out self):
        self.count = 0

    def add(mut self, n: Int = 1):
        self.count += n

    def get(self) -> Int:
        return self.count

    def taken(deinit self) -> Int:
        return self.count

def main():
    var c = Counter()
    c.add()
    c.add(4)
    print(c.get())  # prints: 5
    print(c^.taken())  # prints: 5
