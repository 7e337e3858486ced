# test: check
fn main():
    var numbers = List[Int](1, 2, 3)
    var a, b = numbers
    #   ^^^^ error[E0215]: unpacking may raise, but the function does not say `raises`
    print(a, b)
