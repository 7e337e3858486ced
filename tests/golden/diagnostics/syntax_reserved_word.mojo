# test: check
def main():
    var class = 1
    # error[E0112]: `class` is a reserved word and cannot be a name
    print(1)
