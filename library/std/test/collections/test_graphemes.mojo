# test: run


def main():
    # a combining accent, a family joined by ZWJ, two flags, a Hangul syllable, CR LF
    var text = String("e\u0301👨‍👩‍👧🇩🇪🇫🇷각\r\nz")
    print(text.count_graphemes(), text.count_codepoints(), len(text))  # prints: 7 15 43
    for cluster in text.graphemes():
        print(repr(cluster), cluster.count_codepoints())
    # prints: 'é' 2
    # prints: '👨\u200d👩\u200d👧' 5
    # prints: '🇩🇪' 2
    # prints: '🇫🇷' 2
    # prints: '각' 3
    # prints: '\r\n' 2
    # prints: 'z' 1
    var backwards = List[Int]()
    for cluster in text.graphemes_reversed():
        backwards.append(len(cluster))
    print(backwards)  # prints: [1, 2, 3, 8, 8, 18, 3]
    print(text[grapheme=0:1] == "e\u0301", len(text[grapheme=2:4]), len(text[grapheme=5:100]))  # prints: True 16 3
    var parts = text.split_at_grapheme(1)
    print(len(parts[0]), len(parts[1]))  # prints: 3 40
    for offset, cluster in String("ab\u0308c").grapheme_indices():
        print(offset, len(cluster))
    # prints: 0 1
    # prints: 1 3
    # prints: 4 1
    print(String("").count_graphemes(), String("plain ascii").count_graphemes())  # prints: 0 11
    print(text.nth_grapheme(2).value() == "🇩🇪", text.nth_grapheme(99).__bool__())  # prints: True False
