# test: run
# The clauses of a `try` may stand on its line.
def risky(n: Int) raises:
    if n > 1:
        raise Error("too big")
    print("fine", n)


def main():
    try: risky(1) except e: print(e)  # prints: fine 1
    try: risky(2) except e: print(e)  # prints: too big
    try: risky(3)
    except e: print("caught", e)  # prints: caught too big
