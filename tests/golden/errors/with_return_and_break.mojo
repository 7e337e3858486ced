# test: run
struct Guard(ImplicitlyCopyable):
    var name: String

    def __init__(out self, name: String):
        self.name = name

    def __enter__(self) -> Self:
        return self

    def __exit__(self):
        print("exit", self.name)

def run() -> Int:
    with Guard("r"):
        return 5

def main():
    print(run())
    for i in range(3):
        with Guard(String(i)):
            if i == 1:
                break
            print("body", i)
# output:
# exit r
# 5
# body 0
# exit 0
# exit 1
