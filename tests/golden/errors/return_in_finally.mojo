# test: run
def run(flag: Bool) -> Int:
    try:
        if flag:
            raise Error("swallowed")
        return 1
    except e:
        print("except", e)
        return 2
    finally:
        return 3

def main():
    print(run(False))
    print(run(True))
# output:
# 3
# except swallowed
# 3
