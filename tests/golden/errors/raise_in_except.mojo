# test: run
def fail(text: String) raises:
    raise Error(text)

def run() raises:
    try:
        fail("first")
    except e:
        print("handling", e)
        raise Error("second")
    finally:
        print("finally")

def main():
    try:
        run()
    except e:
        print("outer", e)
# output:
# handling first
# finally
# outer second
