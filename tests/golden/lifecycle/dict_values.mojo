# test: run
@fieldwise_init
struct Noisy(Copyable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def show(d: Dict[String, Noisy]):
    print("left", len(d))

def main() raises:
    var d = Dict[String, Noisy]()
    d["x"] = Noisy("first")
    d["y"] = Noisy("other")
    d["x"] = Noisy("second")
    print("replaced")
    _ = d.pop("y")
    print("popped")
    show(d)
    print("end")
# output:
# - first
# replaced
# - other
# popped
# left 1
# - second
# end
