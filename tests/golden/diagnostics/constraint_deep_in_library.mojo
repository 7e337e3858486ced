# test: check, rendered
def inner[n: Int]():
    comptime assert n > 0, "n must be positive"
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[E0403]: n must be positive
    print(n)

def middle[n: Int]():
    inner[n - 1]()

def outer[n: Int]():
    middle[n - 1]()

def main():
    outer[2]()

# rendered:
# error[E0403]: n must be positive
#   --> constraint_deep_in_library.mojo:3:5
#    |
#  3 |     comptime assert n > 0, "n must be positive"
#    |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#    |
# note: in `inner[0]`, called from here
#   --> constraint_deep_in_library.mojo:8:5
#    |
#  8 |     inner[n - 1]()
#    |     ^^^^^^^^^^^^^^
# note: in `middle[1]`, called from here
#   --> constraint_deep_in_library.mojo:11:5
#    |
# 11 |     middle[n - 1]()
#    |     ^^^^^^^^^^^^^^^
# note: in `outer[2]`, called from here
#   --> constraint_deep_in_library.mojo:14:5
#    |
# 14 |     outer[2]()
#    |     ^^^^^^^^^^
