# test: run
def show(ref items: List[Int]):
    def report() {ref items}:
        comptime if origin_of(items).mut:
            print("mutable", len(items))
        else:
            print("immutable", len(items))

    report()

def from_read(xs: List[Int]):
    show(xs)

def from_mut(mut xs: List[Int]):
    show(xs)

def main():
    var numbers = [1, 2, 3]
    from_read(numbers)  # prints: immutable 3
    from_mut(numbers)  # prints: mutable 3
