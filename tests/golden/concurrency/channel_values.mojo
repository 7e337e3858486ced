# test: run
# Values move through a channel, from hand to hand where it has no room; those left in it are destroyed with it.
from std.runtime import Channel
from std.runtime.asyncrt import TaskGroup, run


@fieldwise_init
struct Noisy(Movable):
    var name: String

    def __deinit__(deinit self):
        print("end of", self.name)


async def fill(channel: Channel[Noisy]):
    _ = await channel.send(Noisy("kept"))
    _ = await channel.send(Noisy("also kept"))


async def give(channel: Channel[String], word: String):
    _ = await channel.send(word)


async def get(channel: Channel[String]) -> String:
    var first = await channel.receive()
    var second = await channel.receive()
    return first.value() + second.value()


def main():
    run(fill(Channel[Noisy](3)))
    var words = Channel[String]()
    var group = TaskGroup()
    group.create_task(give(words, "ab"))
    group.create_task(give(words, "ab"))
    print(run(get(words)))
    group.wait()


# output:
# end of kept
# end of also kept
# abab
