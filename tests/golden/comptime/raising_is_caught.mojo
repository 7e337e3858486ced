# test: run
def parse_or(text: String, otherwise: Int) -> Int:
    try:
        return atol(text)
    except:
        return otherwise

comptime GOOD = parse_or("41", 0)
comptime BAD = parse_or("four", -1)

def main():
    print(GOOD, BAD)  # prints: 41 -1
