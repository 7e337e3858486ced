# test: run
def main():
    for c in String("aπ🔥").codepoint_slices():
        print(c)
    # prints: a
    # prints: π
    # prints: 🔥
