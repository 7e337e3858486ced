# test: run
# Errors cross `await`, and locals on the way are destroyed.
from std.runtime.asyncrt import create_raising_task, run


@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("end of", self.name)


async def check(n: Int) raises -> String:
    if n > 2:
        raise Error("too big: ", n)
    return String(n)


async def outer(n: Int) raises -> String:
    var noisy = Noisy("outer")
    var text = await check(n)
    return noisy.name + text


async def careful(n: Int) -> String:
    try:
        return await outer(n)
    except error:
        return "caught " + String(error)


def main() raises:
    print(run(careful(2)))
    print(run(careful(3)))
    var task = create_raising_task(outer(4))
    try:
        print(task^.wait())
    except error:
        print(error)
    print(run(outer(1)))


# output:
# end of outer
# outer2
# end of outer
# caught too big: 3
# end of outer
# too big: 4
# end of outer
# outer1
