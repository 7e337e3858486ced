# test: run
@fieldwise_init
struct Weight(Comparable, ImplicitlyCopyable):
    var grams: Int

    def __lt__(self, other: Self) -> Bool:
        return self.grams < other.grams

def main():
    var a = Weight(1)
    var b = Weight(2)
    print(a < b, a <= b, a > b, a >= b)  # prints: True True False False
    print(a == b, a != b, a <= a)  # prints: False True True
    print(max(a, b).grams, min(a, b).grams)  # prints: 2 1
