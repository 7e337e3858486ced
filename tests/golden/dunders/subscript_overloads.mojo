# test: run
@fieldwise_init
struct Text(ImplicitlyCopyable):
    var text: String

    def __getitem__(self, index: Int) -> String:
        return "index " + String(index)

    def __getitem__(self, name: String) -> String:
        return "name " + name

    def __getitem__(self, span: Slice) -> String:
        return "slice " + String(span.start.or_else(-1)) + ":" + String(span.end.or_else(-1))

    def __getitem__(self, *, key: Int) -> String:
        return "key " + String(key)

def main():
    var t = Text("x")
    print(t[3])  # prints: index 3
    print(t["n"])  # prints: name n
    print(t[1:5])  # prints: slice 1:5
    print(t[:2])  # prints: slice -1:2
    print(t[key=9])  # prints: key 9
