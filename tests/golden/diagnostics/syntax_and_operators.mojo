# test: check
def main():
    var a = True
    if a && !a:
    #    ^^ error[E0120]: there is no operator `&&`; use `and`
    #       ^ error[E0120]: there is no operator `!`; use `not`
        print(1)
