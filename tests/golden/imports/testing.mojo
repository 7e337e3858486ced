# test: run
# A file named like a module of the library does not hide the names that it does not have.
from testing import assert_true


def main() raises:
    assert_true(1 < 2)
    print("fine")  # prints: fine
