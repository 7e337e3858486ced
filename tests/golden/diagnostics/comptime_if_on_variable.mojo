# test: check
def main():
    var flag = True
    comptime if flag:
    #           ^^^^ error[E0401]: the variable `flag` is not known at compile time
        print(1)
