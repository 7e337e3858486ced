# test: run
def greet(name: String) -> None:
    if not name:
        return
    print("hello", name)

def main():
    greet("")
    greet("you")  # prints: hello you
    var nothing = greet("again")  # prints: hello again
    _ = nothing
