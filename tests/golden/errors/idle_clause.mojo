# test: check
@fieldwise_init
struct Broken(Copyable):
    pass

def main():
    try:
        print(atol("1"))
    except Broken:
    #      ^^^^^^ warning[W0203]: nothing in this `try` raises `Broken`
        print("broken")
    except e:
        print(e)
