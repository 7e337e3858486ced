# test: check
def box(*, size: Int) -> Int:
    return size

def main():
    print(box(3))
    # error[E0207]: `box` takes 0 positional arguments, but the call gives 1
