# test: run
@fieldwise_init
struct Naturals(ImplicitlyCopyable):
    var n: Int

    def __iter__(self) -> Self:
        return self

    def __has_next__(self) -> Bool:
        return True

    def __next__(mut self) -> Int:
        self.n += 1
        return self.n

def main():
    var sum = 0
    for x in Naturals(0):
        if x % 3 == 0:
            continue
        if x > 10:
            break
        sum += x
    else:
        print("never")
    print(sum)  # prints: 37
