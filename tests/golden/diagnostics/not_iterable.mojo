# test: check
def main():
    for x in 5:
    #        ^ error[E0221]: `IntLiteral` cannot be iterated
        print(x)
