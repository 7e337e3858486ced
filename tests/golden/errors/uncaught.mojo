# test: run
# exit: 1
# stderr: Unhandled exception caught during execution: no luck
def main() raises:
    print("before")  # prints: before
    raise Error("no luck")
