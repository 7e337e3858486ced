# test: module
comptime VERSION = 3

def greet(name: String) -> String:
    return "hello " + name

@fieldwise_init
struct Pair(ImplicitlyCopyable):
    var a: Int
    var b: Int

    def sum(self) -> Int:
        return self.a + self.b
