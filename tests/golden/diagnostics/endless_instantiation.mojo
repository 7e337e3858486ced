# test: check
def grow[n: Int]() -> Int:
    return grow[n + 1]()
    # error[E0404]: instantiation is nested more than 400 deep

def main():
    print(grow[0]())
