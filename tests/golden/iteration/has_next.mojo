# test: run
@fieldwise_init
struct Squares(ImplicitlyCopyable):
    var n: Int
    var limit: Int

    def __iter__(self) -> Self:
        return self

    def __has_next__(self) -> Bool:
        return self.n < self.limit

    def __next__(mut self) -> Int:
        self.n += 1
        return (self.n - 1) ** 2

def main():
    for x in Squares(0, 5):
        print(x, end=" ")
    print()  # prints: 0 1 4 9 16 
