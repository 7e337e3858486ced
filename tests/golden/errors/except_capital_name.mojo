# test: run
# `except Error:` names the caught error when its body uses it as a value.
def risky() raises:
    raise Error("broken")


def main():
    try:
        risky()
    except Error:
        print("caught", String(Error))  # prints: caught broken
