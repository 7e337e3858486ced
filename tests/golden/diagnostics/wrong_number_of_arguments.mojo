# test: check, rendered
def area(width: Int, height: Int) -> Int:
    return width * height

def main():
    print(area(2))
    #     ^^^^^^^ error[E0207]: `area` takes 2 arguments, but the call gives 1

# rendered:
# error[E0207]: `area` takes 2 arguments, but the call gives 1
#  --> wrong_number_of_arguments.mojo:6:11
#   |
# 6 |     print(area(2))
#   |           ^^^^^^^
#   |
# note: argument `height` is missing
# note: `area` is declared here
#  --> wrong_number_of_arguments.mojo:2:5
#   |
# 2 | def area(width: Int, height: Int) -> Int:
#   |     ^^^^
