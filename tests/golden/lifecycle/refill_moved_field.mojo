# test: run
@fieldwise_init
struct Part(Movable):
    var name: String

    def __deinit__(deinit self):
        print("-", self.name)

@fieldwise_init
struct Pair(Movable):
    var a: Part
    var b: Part

def consume(var p: Part):
    print("consume", p.name)

def use(p: Pair):
    print("use", p.a.name, p.b.name)

def main():
    var pair = Pair(Part("a"), Part("b"))
    consume(pair.a^)
    pair.a = Part("new")
    use(pair)
    print("end")
# output:
# consume a
# - a
# use new b
# - new
# - b
# end
