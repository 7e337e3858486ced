# test: run
@fieldwise_init
struct TooBig(Copyable, Writable):
    var n: Int

    def write_to(self, mut writer: Some[Writer]):
        writer.write("too big: ", self.n)

def check(n: Int) -> Int:
    if n > 10:
        raise TooBig(n)
    if n < 0:
        raise Error("negative")
    return twice(n)

def twice(n: Int) -> Int:
    return n if n > 5 else check(2 * n)

def only(n: Int) -> Int:
    if n > 10:
        raise TooBig(n)
    return n

def main():
    for n in [3, 11, -1]:
        try:
            print(twice(n) + check(n))
        except e:
            print(e)
    try:
        print(only(12))
    except e:
        print(e.n)
# output:
# 12
# too big: 11
# negative
# 12
