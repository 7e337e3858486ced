# test: check, rendered
def total(var values: List[Int]) -> Int:
    values.append(1)
    return len(values)

def main():
    var a = [1, 2]
    var b = a
    #       ^ error[E0314]: `List[Int]` is not implicitly copyable
    print(total(b), len(a))

# rendered:
# error[E0314]: `List[Int]` is not implicitly copyable
#   --> implicit_copy.mojo:8:13
#    |
#  8 |     var b = a
#    |             ^ this needs a copy
#  9 |     #       ^ error[E0314]: `List[Int]` is not implicitly copyable
# 10 |     print(total(b), len(a))
#    |                         - `a` is still used here
#    |
# note: write `a.copy()` to copy it, or `a^` to give it up
# help: copy it
#    |
#  8 |     var b = a.copy()
#    |              +++++++
