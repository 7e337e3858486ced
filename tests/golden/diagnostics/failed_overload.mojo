# test: check, rendered
def draw(x: Int, y: Int):
    print(x, y)

def draw(name: String):
    print(name)

def draw[T: Sized](thing: T):
    print(len(thing))

def main():
    draw(1.5)
    # error[E0204]: no overload of `draw` fits this call (3 candidates)
