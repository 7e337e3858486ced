# test: check
def f(x: Strng) -> Int:
    # error[E0201]: unknown name `Strng`
    return 1

def main():
    print(f("a"))
