# test: check
def main():
    for x in 5:
        # error[E0221]: `Int` cannot be iterated
        print(x)
