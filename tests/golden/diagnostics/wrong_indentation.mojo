# test: check, rendered
def main():
    if True:
        print(1)
      print(2)
# columns 1-6 error[E0104]: this line's indentation matches no enclosing block

# rendered:
# error[E0104]: this line's indentation matches no enclosing block
#  --> wrong_indentation.mojo:5:1
#   |
# 5 |       print(2)
#   | ^^^^^^
#   |
# note: the enclosing block is indented by 4 columns, this line by 6
