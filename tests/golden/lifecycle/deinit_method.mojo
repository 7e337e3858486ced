# test: run
@fieldwise_init
struct File(Movable):
    var name: String

    def close(deinit self):
        print("close", self.name)

    def __deinit__(deinit self):
        print("dropped", self.name)

def main():
    var a = File("a")
    var b = File("b")
    a^.close()
    print("closed")
    _ = b^
# output:
# close a
# closed
# dropped b
