# test: run
def nothing():
    pass

def documented():
    """Only a docstring."""

def main():
    nothing()
    documented()
    for _ in range(3):
        pass
    print("done")  # prints: done
