# test: run
struct Ring:
    var items: List[String]

    def __init__(out self, var items: List[String]):
        self.items = items^

    def __getitem__(ref self, index: Int) -> ref[self.items] String:
        return self.items[index % len(self.items)]

def main():
    var r = Ring(["a", "b", "c"])
    print(r[4])  # prints: b
    r[5] += "!"
    r[3] = "z"
    print(r.items)  # prints: ['z', 'b', 'c!']
