# test: check, rendered
def main():
    var counter = 1
    print(conter + 1)
    #     ^^^^^^ error[E0201]: unknown name `conter`

# rendered:
# error[E0201]: unknown name `conter`
#  --> misspelt_name.mojo:4:11
#   |
# 4 |     print(conter + 1)
#   |           ^^^^^^
#   |
# help: did you mean `counter`?
#   |
# 4 |     print(counter + 1)
#   |           ~~~~~~~
