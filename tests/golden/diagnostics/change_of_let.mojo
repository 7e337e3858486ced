# test: check
# options: --dialect 2023
fn main():
    let x = 1
    x = 2
#   ^ error[E0210]: cannot change `x`: it was declared with `let`
    print(x)
