# test: run
def count_letters(text: String) -> Dict[String, Int]:
    var counts = Dict[String, Int]()
    for c in text.codepoint_slices():
        var key = String(c)
        counts[key] = counts.get(key, 0) + 1
    return counts^

comptime COUNTS = count_letters("mississippi")
comptime DISTINCT = len(COUNTS)
comptime S_COUNT = COUNTS.get("s", 0)

def main():
    print(DISTINCT, S_COUNT)  # prints: 4 4
    comptime assert S_COUNT == 4, "counted at compile time"
