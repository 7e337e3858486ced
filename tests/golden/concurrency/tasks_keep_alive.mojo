# test: run
# What a task refers to, by argument or by capture, lives until the task has been waited for.
from std.runtime.asyncrt import TaskGroup, create_task


@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("end of", self.name)


async def look(noisy: Noisy) -> Int:
    print("looking at", noisy.name)
    return 1


def by_argument():
    var noisy = Noisy("argument")
    var task = create_task(look(noisy))
    print(task.wait())


def by_capture():
    var noisy = Noisy("capture")

    @parameter
    async def see():
        print("seeing", noisy.name)

    var group = TaskGroup()
    group.create_task(see())
    group.wait()
    print("waited")


def forgotten():
    var noisy = Noisy("forgotten")
    _ = create_task(look(noisy))
    print("not kept")


def main():
    by_argument()
    by_capture()
    forgotten()


# output:
# looking at argument
# 1
# end of argument
# seeing capture
# end of capture
# waited
# looking at forgotten
# end of forgotten
# not kept
