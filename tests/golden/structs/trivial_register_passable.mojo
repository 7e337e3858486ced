# test: run
@fieldwise_init
struct Pixel(TrivialRegisterPassable):
    var red: UInt8
    var green: UInt8
    var blue: UInt8

    def gray(self) -> UInt8:
        return UInt8((Int(self.red) + Int(self.green) + Int(self.blue)) // 3)

def invert(p: Pixel) -> Pixel:
    return Pixel(255 - p.red, 255 - p.green, 255 - p.blue)

def main():
    var p = Pixel(10, 20, 30)
    var q = p
    q.red = 0
    print(p.gray(), q.gray())  # prints: 20 16
    print(invert(p).blue)  # prints: 225
