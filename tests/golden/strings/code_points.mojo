# test: run
def main():
    print(ord("A"), ord("é"), ord("🔥"))  # prints: 65 233 128293
    print(chr(97), chr(960))  # prints: a π
    var total = 0
    for point in String("abc").codepoints():
        total += Int(point)
    print(total)  # prints: 294
