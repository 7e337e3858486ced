# test: run
def run(how: Int) raises -> Int:
    for i in range(3):
        try:
            if how == 0:
                return 100
            if how == 1:
                break
            if how == 2 and i == 0:
                continue
            if how == 3:
                raise Error("raised")
            print("body", i)
        finally:
            print("finally", i)
    return -1

def main():
    for how in range(4):
        try:
            print("result", run(how))
        except e:
            print("error", e)
# output:
# finally 0
# result 100
# finally 0
# result -1
# finally 0
# body 1
# finally 1
# body 2
# finally 2
# result -1
# finally 0
# error raised
