# test: run
# Annotations are texts, and name what comes later.
from __future__ import annotations


class Tree:
    left: Tree | None = None

    def grow(self, by: Leaf, *rest: list[int]) -> "Tree":
        count: nothing.there = 1
        return self


total: missing[int] = 5
print(Tree.__annotations__, Tree.grow.__annotations__, __annotations__)

# output:
# {'left': 'Tree | None'} {'by': 'Leaf', 'rest': 'list[int]', 'return': "'Tree'"} {'total': 'missing[int]'}
