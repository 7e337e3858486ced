# test: run
@fieldwise_init
struct Noisy(Copyable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

def main() raises:
    var d = Dict[String, Noisy]()
    d["x"] = Noisy("first")
    d["y"] = Noisy("other")
    d["x"] = Noisy("second")
    print("replaced")
    _ = d.pop("y")
    print("popped")
    print(len(d))
# output:
# - first
# replaced
# - other
# popped
# 1
# - second
