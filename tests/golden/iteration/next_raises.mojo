# test: run
@fieldwise_init
struct Countdown(ImplicitlyCopyable, Iterator):
    comptime Element = Int
    var n: Int

    def __iter__(self) -> Self:
        return self

    def __next__(mut self) raises StopIteration -> Int:
        if self.n == 0:
            raise StopIteration()
        self.n -= 1
        return self.n

def main():
    for x in Countdown(4):
        print(x, end=" ")
    print()  # prints: 3 2 1 0 
    for x in Countdown(0):
        print("never", x)
