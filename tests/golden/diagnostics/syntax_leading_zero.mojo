# test: check
def main():
    print(0123)
    # error[E0132]: leading zeros are not allowed in a decimal integer
