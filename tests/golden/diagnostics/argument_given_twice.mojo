# test: check
def area(width: Int, height: Int) -> Int:
    return width * height

def main():
    print(area(2, width=3))
    #                   ^ error[E0208]: cannot call `area`: argument `width` is given twice
