# test: run
trait Source:
    def pull(mut self) -> Int:
        ...

@fieldwise_init
struct Countdown(Source, ImplicitlyCopyable):
    var n: Int

    def pull(mut self) -> Int:
        self.n -= 1
        return self.n

@fieldwise_init
struct Doubled[S: Source & Movable & Deinitable](Source, Movable):
    var inner: Self.S

    def pull(mut self) -> Int:
        return self.inner.pull() * 2

def drain[S: Source](mut source: S, count: Int) -> Int:
    var total = 0
    for _ in range(count):
        total += source.pull()
    return total

def main():
    var plain = Countdown(10)
    print(drain(plain, 3))  # prints: 24
    var doubled = Doubled(Doubled(Countdown(4)))
    print(drain(doubled, 3))  # prints: 24
