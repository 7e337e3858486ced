# test: run
def repeat(times: Int, action: def(Int) -> None):
    for i in range(times):
        action(i)

def main():
    var seen = List[Int]()

    def note(i: Int) {mut seen}:
        seen.append(i * i)

    repeat(4, note)
    print(seen)  # prints: [0, 1, 4, 9]
