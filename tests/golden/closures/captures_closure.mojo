# test: run
def run(n: Int):
    def add(x: Int) {var n} -> Int:
        return x + n

    def twice(x: Int) {var add} -> Int:
        return add(add(x))

    print(twice(5))

def main():
    run(3)  # prints: 11
    run(-1)  # prints: 3
