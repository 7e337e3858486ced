# test: run
def main():
    print(0xFF, 0o17, 0b1011, 1_000_000)  # prints: 255 15 11 1000000
    print(0XAB, 0B1, 0O7)  # prints: 171 1 7
    # Literals are exact, whatever their size, until they get a type.
    print(2**70 // 2**65)  # prints: 32
    print(10**30 % 1_000_007)  # prints: 983200
