# test: check
def area(width: Int, height: Int) -> Int:
    return width * height

def area(w: Int, h: Int) -> Int:
    # error[E0223]: `area` is declared twice in this scope
    return w * h

def area(side: Int) -> Int:
    return side * side

def main():
    print(area(2))
