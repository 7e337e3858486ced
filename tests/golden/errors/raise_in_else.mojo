# test: run
def run() raises:
    try:
        print("body")
    except e:
        print("not here", e)
    else:
        raise Error("from else")
    finally:
        print("finally")

def main():
    try:
        run()
    except e:
        print("outer:", e)
# output:
# body
# finally
# outer: from else
