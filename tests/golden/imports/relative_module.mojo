# test: run
# `import ..name` imports a whole module by its place.
from members.inner.whole import eight


def main():
    print(eight())  # prints: 8
