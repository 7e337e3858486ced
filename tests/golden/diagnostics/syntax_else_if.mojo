# test: check
def main():
    var x = 1
    if x == 2:
        print(1)
    else if x == 1:
        # error[E0122]: `else if` is written `elif`
        print(2)
