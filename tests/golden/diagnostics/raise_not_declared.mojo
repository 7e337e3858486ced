# test: check
fn main():
    raise Error("no")
#   ^^^^^^^^^^^^^^^^^ error[E0215]: `raise` may raise, but the function does not say `raises`
