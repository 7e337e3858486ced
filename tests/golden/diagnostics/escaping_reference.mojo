# test: check, rendered
def counter() -> def() escaping -> Int:
    var count = 0

    def next() {mut count} -> Int:
        count += 1
        return count

    return next
    #      ^^^^ error[E0234]: `next` cannot escape: it captures `count` by reference

def pick(n: Int) -> def(Int) -> Int:
    def add(x: Int) {var n} -> Int:
        return x + n

    return add
    #      ^^^ error[E0203]: this function returns `def(Int) -> Int`, found `function add`

def main():
    print(counter()(), pick(1)(2))

# rendered:
# error[E0234]: `next` cannot escape: it captures `count` by reference
#  --> escaping_reference.mojo:9:12
#   |
# 5 |     def next() {mut count} -> Int:
#   |                     ----- captured by reference
# ...
# 9 |     return next
#   |            ^^^^
#   |
# note: write `{var count}` to copy it, or `{var count^}` to move it, into the closure
#
# error[E0203]: this function returns `def(Int) -> Int`, found `function add`
#   --> escaping_reference.mojo:16:12
#    |
# 16 |     return add
#    |            ^^^
#    |
# note: a closure with captures needs the type `def(Int) escaping -> Int`
