# test: run
@fieldwise_init
struct Part(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

struct Holder:
    var part: Part

    def __init__(out self):
        self.part = Part("first")

    def replace(mut self, name: String):
        self.part = Part(name)
        print("replaced")

def main():
    var h = Holder()
    h.replace("second")
    print("holds", h.part.name)
    print("end")
# output:
# - first
# replaced
# holds second
# - second
# end
