# test: run
def main():
    var zero = 0
    var text = String("x")
    var empty = List[Int]()
    if zero:
        print("never")
    if text:
        print("text")  # prints: text
    if not empty:
        print("empty list")  # prints: empty list
    var maybe: Optional[Int] = None
    if not maybe:
        print("nothing")  # prints: nothing
    maybe = 0
    if maybe:
        print("something:", maybe.value())  # prints: something: 0
