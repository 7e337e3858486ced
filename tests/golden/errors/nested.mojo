# test: run
def fail(n: Int) raises:
    raise Error("e" + String(n))

def main():
    try:
        try:
            fail(1)
        except e:
            print("inner", e)
            try:
                fail(2)
            except e2:
                print("innermost", e2, "during", e)
        finally:
            print("inner finally")
        fail(3)
    except e:
        print("outer", e)
# output:
# inner e1
# innermost e2 during e1
# inner finally
# outer e3
