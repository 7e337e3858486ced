# test: run
def check(n: Int) raises:
    if n == 0:
        raise Error("zero")

def run(n: Int):
    try:
        check(n)
    except e:
        print("except", e)
    else:
        print("else")
    finally:
        print("finally")

def main():
    run(1)
    run(0)
# output:
# else
# finally
# except zero
# finally
