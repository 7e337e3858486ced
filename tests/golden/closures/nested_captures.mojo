# test: run
def main():
    var y = 4

    def outer() {var y} -> Int:
        def inner() {var y} -> Int:
            return y * 10

        return inner() + y

    print(outer())  # prints: 44
