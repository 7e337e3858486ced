# test: run
@fieldwise_init
struct Token(Identifiable, ImplicitlyCopyable):
    var id: Int

    def __is__(self, other: Self) -> Bool:
        return self.id == other.id

def main():
    var a = Token(1)
    print(a is a, a is Token(2), a is not Token(2))  # prints: True False True
    var nothing: Optional[Int] = None
    print(nothing is None, nothing is not None)  # prints: True False
