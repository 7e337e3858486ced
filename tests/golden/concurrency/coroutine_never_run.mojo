# test: run
# A coroutine that is never run destroys its arguments, and runs nothing of its body.
@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("end of", self.name)


async def use(var noisy: Noisy):
    print("using", noisy.name)


def main():
    var coroutine = use(Noisy("a"))
    print("made")
    _ = coroutine^
    print("dropped")


# output:
# made
# end of a
# dropped
