# test: check, rendered
def main():
    var count: Int = "three"
    #                ^^^^^^^ error[E0203]: expected `Int`, found `StringLiteral`
    print(count)

# rendered:
# error[E0203]: expected `Int`, found `StringLiteral`
#  --> wrong_type.mojo:3:22
#   |
# 3 |     var count: Int = "three"
#   |                      ^^^^^^^
#   |
# note: write `Int(…)` to convert
