# test: run
# A compile-time condition may be anything that has a truth value.
def named(n: Int) -> Optional[String]:
    if n > 0:
        return String("number")
    return None


def describe[n: Int]():
    comptime name = named(n)
    comptime if name:
        print(n, "has a name")
    else:
        print(n, "has none")


def main():
    describe[0]()  # prints: 0 has none
    describe[3]()  # prints: 3 has a name
