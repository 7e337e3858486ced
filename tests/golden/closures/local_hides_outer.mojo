# test: run
# A nested function that declares a name of its own captures nothing, so it can run at compile time.
def outer[n: Int](total: Int) -> Int:
    def make() -> Int:
        var total = n * 2
        if total > 3:
            var more = total + 1
            return more
        return total

    comptime made = make()
    return made + total


def main():
    print(outer[4](100), outer[1](100))  # prints: 109 102
