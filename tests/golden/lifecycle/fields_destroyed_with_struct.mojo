# test: run
@fieldwise_init
struct Part(Movable):
    var name: String

    def __deinit__(deinit self):
        print("part", self.name)

@fieldwise_init
struct Whole(Movable):
    var left: Part
    var right: Part

def use(w: Whole):
    print("use", w.left.name, w.right.name)

def main():
    var w = Whole(Part("l"), Part("r"))
    use(w)
    print("end")
# output:
# use l r
# part l
# part r
# end
