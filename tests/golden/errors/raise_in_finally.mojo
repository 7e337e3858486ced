# test: run
def fail(text: String) raises:
    raise Error(text)

def run() raises:
    try:
        fail("lost")
    finally:
        print("finally")
        fail("wins")

def main():
    try:
        run()
    except e:
        print(e)
# output:
# finally
# wins
