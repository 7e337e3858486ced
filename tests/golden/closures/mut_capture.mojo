# test: run
def main():
    var total = 0

    def add(x: Int) {mut total}:
        total += x

    add(10)
    add(20)
    print(total)  # prints: 30
