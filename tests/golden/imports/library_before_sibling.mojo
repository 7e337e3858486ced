# test: run
# A module of a package that imports `utils` means the library's, though the package has a `utils` of its own.
from members.uses_library import number_in


def main():
    print(number_in(21))  # prints: 42
