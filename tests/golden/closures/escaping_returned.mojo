# test: run
def make_adder(n: Int) -> def(Int) escaping -> Int:
    def add(x: Int) {var n} -> Int:
        return x + n

    return add

def make_counter() -> def() escaping -> Int:
    var count = 0

    # Without a capture list, what is mentioned is copied when the closure escapes.
    def next() -> Int:
        count += 1
        return count

    return next

def main():
    var add2 = make_adder(2)
    var add3 = make_adder(3)
    print(add2(1), add3(1))  # prints: 3 4
    var next = make_counter()
    var same = next
    var other = make_counter()
    print(next(), same(), next(), other())  # prints: 1 2 3 1
    add2 = add3
    print(add2(10))  # prints: 13
