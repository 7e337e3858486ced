# test: run
@fieldwise_init
struct Point(ImplicitlyCopyable):
    var x: Int
    var y: Int

    def moved(self, dx: Int, dy: Int) -> Self:
        return Self(self.x + dx, self.y + dy)

def main():
    var p = Point(1, 2)
    var q = p.moved(10, 20)
    print(p.x, p.y, q.x, q.y)  # prints: 1 2 11 22
    var r = Point(y=5, x=4)
    print(r.x, r.y)  # prints: 4 5
    r.x += 1
    print(r.x)  # prints: 5
