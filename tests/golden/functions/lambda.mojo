# test: run
def main():
    var increment = lambda (x: Int) {} -> Int: x + 1
    print(increment(4))  # prints: 5
    var z = 10
    var add = lambda (x: Int) -> Int: x + z
    print(add(5))  # prints: 15
    var seen = List[Int]()
    var note = lambda (x: Int) {mut seen}: seen.append(x)
    note(7)
    note(8)
    print(seen)  # prints: [7, 8]
