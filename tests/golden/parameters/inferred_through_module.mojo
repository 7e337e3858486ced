# test: run
# The type of an argument may be written with its module.
import std.collections as collections


def first[T: ImplicitlyCopyable](items: collections.List[T]) -> T:
    return items[0]


def main():
    print(first([7, 8]))  # prints: 7
