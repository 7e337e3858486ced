# test: run
def fnv1a(text: String) -> UInt32:
    var hash: UInt32 = 2166136261
    for byte in text.as_bytes():
        hash ^= UInt32(byte)
        hash *= 16777619
    return hash

def main():
    print(fnv1a(""))  # prints: 2166136261
    print(fnv1a("a"))  # prints: 3826002220
    print(fnv1a("foobar"))  # prints: 3214735720
