# test: run
# A parameter's default cannot mean the parameter itself: here it is the function of that name.
def rounds(size: Int) -> Int:
    return size // 2


struct Plan[size: Int, rounds: Int = rounds(size)]:
    def __init__(out self):
        pass

    def count(self) -> Int:
        return Self.rounds


def main():
    print(Plan[8]().count(), Plan[8, 3]().count())  # prints: 4 3
