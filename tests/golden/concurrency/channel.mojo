# test: run
# A producer and a consumer with room for two values between them; the end of the channel ends the loop.
from std.runtime import Channel
from std.runtime.asyncrt import TaskGroup


def main():
    var numbers = Channel[Int](2)
    var total = 0
    var refused = False

    @parameter
    async def produce(count: Int):
        for i in range(count):
            _ = await numbers.send(i)
        numbers.close()
        refused = not await numbers.send(-1)

    @parameter
    async def consume():
        while True:
            var next = await numbers.receive()
            if not next:
                return
            total += next.value()

    var group = TaskGroup()
    group.create_task(consume())
    group.create_task(produce(1000))
    group.wait()
    print(total, refused)  # prints: 499500 True
