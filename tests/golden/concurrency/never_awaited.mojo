# test: check
async def work():
    print("working")


async def outer():
    work()
#   ^^^^^^ warning[W0204]: the coroutine is never awaited: its function does not run


def main():
    _ = outer()
