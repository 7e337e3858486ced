# test: run
# options: --dialect 24
@value
struct Point(Stringable, Representable):
    var x: Int

    fn __str__(self) -> String:
        return "Point " + str(self.x)

    fn __repr__(self) -> String:
        return "Point(x=" + repr(self.x) + ")"

fn main() raises:
    var p = Point(3)
    print(str(p), repr(p))  # prints: Point 3 Point(x=3)
    print(int(3.7), float(2), len(str(12345)))  # prints: 3 2.0 5
    print(String("{} {!r}").format(p.x, "q"))  # prints: 3 'q'
