# test: run
@fieldwise_init
struct Ratio(Floatable, Intable, ImplicitlyCopyable, Stringable, Representable):
    var top: Int
    var bottom: Int

    def __int__(self) -> Int:
        return self.top // self.bottom

    def __float__(self) -> Float64:
        return Float64(self.top) / Float64(self.bottom)

    def __str__(self) -> String:
        return String(self.top) + "/" + String(self.bottom)

    def __repr__(self) -> String:
        return "Ratio(" + String(self.top) + ", " + String(self.bottom) + ")"

def main():
    var r = Ratio(7, 2)
    print(Int(r), Float64(r))  # prints: 3 3.5
    print(String(r), repr(r))  # prints: 7/2 Ratio(7, 2)
