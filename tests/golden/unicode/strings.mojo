# test: run
def main():
    var wave = String("👋🏽")
    print(wave.byte_length(), wave.count_codepoints(), wave.count_graphemes())  # prints: 8 2 1
    print("naïve".upper())  # prints: NAÏVE
    print(String("日本語").byte_length())  # prints: 9
    for c in String("日本").codepoint_slices():
        print(c)
    # prints: 日
    # prints: 本
    print("é" == "é")  # prints: True
