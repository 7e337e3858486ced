# test: run
@fieldwise_init
struct Inner(ImplicitlyCopyable):
    var value: Int

@fieldwise_init
struct Middle(ImplicitlyCopyable):
    var inner: Inner
    var name: String

@fieldwise_init
struct Outer(ImplicitlyCopyable):
    var middle: Middle

def bump(mut x: Int):
    x += 1

def main():
    var o = Outer(Middle(Inner(1), "m"))
    o.middle.inner.value = 5
    bump(o.middle.inner.value)
    o.middle.name += "!"
    print(o.middle.inner.value, o.middle.name)  # prints: 6 m!
