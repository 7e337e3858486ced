# test: run
struct Store:
    var items: List[Int]

    def __init__(out self):
        self.items = [1, 2, 3]

    def __deinit__(deinit self):
        print("store gone")

    def at(ref self, i: Int) -> ref[self.items] Int:
        return self.items[i]

def main():
    var s = Store()
    ref second = s.at(1)
    print("before")
    # The last use of the reference is a use of the store.
    print(second)
    print("end")
# output:
# before
# 2
# store gone
# end
