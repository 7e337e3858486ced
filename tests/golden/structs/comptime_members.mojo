# test: run
struct Config:
    comptime width = 8
    comptime area = Self.width * Self.width
    comptime name = "config"
    comptime Element = Int16

    @staticmethod
    def make() -> Self.Element:
        return Self.Element(Self.area)

def main():
    print(Config.width, Config.area, Config.name)  # prints: 8 64 config
    print(Config.make())  # prints: 64
    var x: Config.Element = 32767
    print(x + 1)  # prints: -32768
