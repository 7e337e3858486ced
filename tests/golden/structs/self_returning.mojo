# test: run
struct Builder(Movable):
    var parts: List[String]

    def __init__(out self):
        self.parts = List[String]()

    def add(mut self, part: String) -> ref[self] Self:
        self.parts.append(part)
        return self

    def build(self) -> String:
        return String(",").join(self.parts)

def main():
    var b = Builder()
    _ = b.add("a").add("b").add("c")
    print(b.build())  # prints: a,b,c
