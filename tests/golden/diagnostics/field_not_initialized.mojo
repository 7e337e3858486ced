# test: check
struct Point:
    var x: Int
    var y: Int

    def __init__(out self, x: Int):
        self.x = x
        # error[E0306]: `self.y` has no value when the constructor returns

def main():
    print(Point(1).x)
