# test: run
from helper import (
    Pair,
    greet,  # a comment may stand here
)

def main():
    print(greet("lines"), Pair(1, 1).sum())  # prints: hello lines 2
