# test: run
@fieldwise_init
struct Red(Copyable, Writable):
    def write_to(self, mut writer: Some[Writer]):
        writer.write("red")

@fieldwise_init
struct Green(Copyable, Writable):
    def write_to(self, mut writer: Some[Writer]):
        writer.write("green")

@fieldwise_init
struct Blue[depth: Int](Copyable, Writable):
    def write_to(self, mut writer: Some[Writer]):
        writer.write("blue ", Self.depth)

def pick(n: Int):
    try:
        if n == 0:
            raise Red()
        if n == 1:
            raise Green()
        if n == 2:
            raise Blue[2]()
        if n == 3:
            raise Blue[3]()
        raise Error("none")
    except (Red, Green) as e:
        print("one of two:", e)
    except Blue as e:
        print("a blue:", e.depth)
    except Error:
        print("an error")

def by_trait(n: Int):
    try:
        if n == 0:
            raise Red()
        raise Green()
    except Writable as e:
        print("writable", e)

def main():
    for n in range(5):
        pick(n)
    by_trait(0)
    by_trait(1)
# output:
# one of two: red
# one of two: green
# a blue: 2
# a blue: 3
# an error
# writable red
# writable green
