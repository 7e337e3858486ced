# test: check, rendered
def area(width: Int, height: Int) -> Int:
    return width * height

def main():
    print(area(2))
    # error[E0207]: `area` takes 2 arguments, but the call gives 1
