# test: check
async def main():
    #     ^^^^ error[E0237]: `main` cannot be async
    print("never")
