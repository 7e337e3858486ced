# test: check
async def main():
    #     ^^^^ error[E0234]: `main` cannot be async
    print("never")
