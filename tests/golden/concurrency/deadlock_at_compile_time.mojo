# test: check
# Where everything runs in one thread, waiting for what nobody will do is noticed.
from std.runtime import Channel
from std.runtime.asyncrt import run


async def first_of(channel: Channel[Int]) -> Int:
    var value = await channel.receive()
    return value.value()


def compute() -> Int:
    return run(first_of(Channel[Int]()))


def main():
    comptime x = compute()
    #            ^^^^^^^^^ error[E0402]: compile-time evaluation failed: deadlock: every task waits for another one
    print(x)
