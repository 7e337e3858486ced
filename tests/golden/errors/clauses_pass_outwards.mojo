# test: run
@fieldwise_init
struct Inner(Copyable):
    var code: Int

@fieldwise_init
struct Outer(Copyable):
    var code: Int

struct Noisy:
    var name: String

    def __init__(out self, name: String):
        self.name = name

    def __del__(deinit self):
        print("end of", self.name)

def work(n: Int) raises Outer:
    var noisy = Noisy("work " + String(n))
    try:
        try:
            if n == 1:
                raise Inner(1)
            if n == 2:
                raise Outer(2)
            print("quiet")
        except Inner as e:
            print("inner", e.code)
            if e.code == 1:
                raise Outer(11)
        finally:
            print("finally of", noisy.name)
    except Outer as e:
        print("passes on", e.code)
        raise

def main():
    for n in range(3):
        try:
            work(n)
        except e:
            print("outer", e.code)

# output:
# quiet
# finally of work 0
# end of work 0
# inner 1
# finally of work 1
# end of work 1
# passes on 11
# outer 11
# finally of work 2
# end of work 2
# passes on 2
# outer 2
