# test: run
trait Container:
    comptime Element: Copyable & Writable & Deinitable

    def get(self) -> Self.Element:
        ...

@fieldwise_init
struct IntBox(Container):
    comptime Element = Int
    var value: Int

    def get(self) -> Int:
        return self.value

@fieldwise_init
struct TextBox(Container):
    comptime Element = String
    var value: String

    def get(self) -> String:
        return self.value

def unwrap[C: Container](c: C) -> C.Element:
    return c.get()

def main():
    print(unwrap(IntBox(5)) + 1)  # prints: 6
    print(unwrap(TextBox("t")) + "!")  # prints: t!
