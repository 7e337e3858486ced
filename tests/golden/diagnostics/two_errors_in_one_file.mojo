# test: check
def main():
    print(first_unknown)
    # error[E0201]: unknown name `first_unknown`
    var x = 1
    print(x.nothing)
    # error[E0202]: `Int` has no member `nothing`
