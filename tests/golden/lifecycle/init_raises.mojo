# test: run
@fieldwise_init
struct Part(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

struct Whole:
    var a: Part
    var b: Part

    def __init__(out self, ok: Bool) raises:
        self.a = Part("a")
        if not ok:
            # Only the fields that were initialised are destroyed.
            raise Error("no b")
        self.b = Part("b")

    def __deinit__(deinit self):
        print("whole")

def main():
    try:
        var w = Whole(True)
        print("made", w.b.name)
        _ = Whole(False)
    except e:
        print("caught", e)
# output:
# made b
# - a
# - b
# whole
# - a
# caught no b
