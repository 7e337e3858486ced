# test: run
struct Guard:
    var name: String
    var swallow: Bool

    def __init__(out self, name: String, swallow: Bool):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)

    def __exit__(self):
        print("exit", self.name)

    def __exit__(self, error: Error) raises -> Bool:
        print("exit", self.name, "with", error)
        return self.swallow

def run(swallow: Bool) raises:
    with Guard("g", swallow):
        print("body")
        raise Error("boom")
    print("after with")

def main():
    try:
        run(True)
        run(False)
    except e:
        print("caught", e)
    with Guard("quiet", False):
        print("fine")
# output:
# enter g
# body
# exit g with boom
# after with
# enter g
# body
# exit g with boom
# caught boom
# enter quiet
# fine
# exit quiet
