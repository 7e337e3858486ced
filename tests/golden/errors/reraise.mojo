# test: run
def fail() raises:
    raise Error("original")

def with_transfer() raises:
    try:
        fail()
    except e:
        print("log:", e)
        raise e^

def bare() raises:
    try:
        fail()
    except e:
        print("bare:", e)
        raise

def main():
    try:
        with_transfer()
    except e:
        print("got", e)
    try:
        bare()
    except e:
        print("got", e)
# output:
# log: original
# got original
# bare: original
# got original
