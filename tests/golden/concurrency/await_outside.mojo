# test: check
async def one() -> Int:
    return 1


def main():
    print(await one())
    #     ^^^^^^^^^^^ error[E0235]: `await` outside an async function
