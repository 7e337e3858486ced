# test: run
comptime LIMIT = 4

def count(limit: Int = LIMIT * 2, text: String = "n=") -> String:
    return text + String(limit)

def main():
    print(count())  # prints: n=8
    print(count(1))  # prints: n=1
