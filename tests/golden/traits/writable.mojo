# test: run
@fieldwise_init
struct Fraction(Writable, ImplicitlyCopyable):
    var top: Int
    var bottom: Int

    def write_to[W: Writer](self, mut writer: W):
        writer.write(self.top, "/", self.bottom)

def main():
    var f = Fraction(3, 4)
    print(f)  # prints: 3/4
    print("half of", f, "is", Fraction(3, 8))  # prints: half of 3/4 is 3/8
    print(String(f) + "!")  # prints: 3/4!
    print(t"<{f}>")  # prints: <3/4>
