# test: check, rendered
def main()
#         ^ error[E0101]: expected `:` after the header of function `main`
    print(1)

# rendered:
# error[E0101]: expected `:` after the header of function `main`
#  --> missing_colon.mojo:2:11
#   |
# 2 | def main()
#   |           ^
#   |
# help: insert `:`
#   |
# 2 | def main():
#   |           +
