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

def main():
    var pair = Pair(Part("a"), Part("b"))
    consume(pair.a^)
    print("between")
    consume(pair.b^)
    print("end")
# output:
# consume a
# - a
# between
# consume b
# - b
# end
