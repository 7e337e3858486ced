# test: check
def main() {
    # error[E0106]: a block starts with `:` and is indented, it is not put in braces
    print(1)
}
