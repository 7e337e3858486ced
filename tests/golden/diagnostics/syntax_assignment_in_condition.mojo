# test: check
def main():
    var x = 1
    if x = 2:
        # error[E0121]: `=` assigns and cannot stand in an expression; use `==` to compare
        print(x)
