# test: check
async def one() -> Int:
    return 1


def main():
    print(await one())
    #     ^^^^^^^^^^^ error[E0238]: `await` outside an async function
