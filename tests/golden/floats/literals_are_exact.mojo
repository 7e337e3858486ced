# test: run
def main():
    # Literal arithmetic is exact; rounding happens once, when a value gets its type.
    comptime third = 1.0 / 3.0
    print(third * 3.0 == 1.0)  # prints: True
    comptime tenth = 0.1
    print(tenth + tenth + tenth == 0.3)  # prints: True
