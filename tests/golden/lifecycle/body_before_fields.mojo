# test: run
@fieldwise_init
struct Part(Movable):
    var name: String

    def __deinit__(deinit self):
        print("part", self.name)

@fieldwise_init
struct Whole:
    var part: Part
    var id: Int

    def __deinit__(deinit self):
        print("whole", self.id)
        print("holds", self.part.name)

def main():
    _ = Whole(Part("p"), 1)
    print("end")
# output:
# whole 1
# holds p
# part p
# end
