# test: check
def area(width: Int, height: Int) -> Int:
    return width * height

def main():
    print(area(width=2, hight=3))
    # error[E0208]: cannot call `area`: it has no argument `hight`
