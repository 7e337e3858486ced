# test: run
struct Settings:
    var width: Int

    def __init__(out self, width: Int):
        self.width = width

    def __getattr__[name: StringLiteral](self) -> Int:
        comptime if name == "double_width":
            return self.width * 2
        else:
            return -1

def main():
    var s = Settings(21)
    print(s.width)  # prints: 21
    print(s.double_width)  # prints: 42
    print(s.anything)  # prints: -1
