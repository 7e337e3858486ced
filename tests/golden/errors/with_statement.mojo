# test: run
struct Scope(ImplicitlyCopyable):
    var label: String

    def __init__(out self, label: String):
        self.label = label

    def __enter__(self) -> Self:
        print("enter", self.label)
        return self

    def __exit__(self):
        print("exit", self.label)

def main():
    with Scope("a") as s:
        print("inside", s.label)
    with Scope("b"):
        print("anonymous")
    with Scope("x") as x, Scope("y") as y:
        print(x.label, y.label)
# output:
# enter a
# inside a
# exit a
# enter b
# anonymous
# exit b
# enter x
# enter y
# x y
# exit y
# exit x
