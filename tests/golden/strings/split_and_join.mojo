# test: run
def main() raises:
    var parts = String("one,two,,three").split(",")
    print(len(parts))  # prints: 4
    for part in parts:
        print("[", part, "]", sep="")
    # prints: [one]
    # prints: [two]
    # prints: []
    # prints: [three]
    var words: List[String] = ["x", "y", "z"]
    print(String("/").join(words))  # prints: x/y/z
