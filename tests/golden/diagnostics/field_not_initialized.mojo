# test: check
struct Point:
    var x: Int
    var y: Int

    def __init__(out self, x: Int):
    #   ^^^^^^^^ error[E0303]: field `y` of `self` has no value when the function returns
        self.x = x

def main():
    print(Point(1).x)
