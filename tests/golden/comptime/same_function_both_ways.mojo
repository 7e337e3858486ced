# test: run
def digest(text: String) -> Int:
    var a = 1
    var b = 0
    for byte in text.as_bytes():
        a = (a + Int(byte)) % 65521
        b = (b + a) % 65521
    return b << 16 | a

comptime EARLY = digest("Wikipedia")

def main():
    print(EARLY)  # prints: 300286872
    print(digest("Wikipedia") == EARLY)  # prints: True
