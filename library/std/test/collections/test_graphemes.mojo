# test: run


def main():
    # a combining accent, a family joined by ZWJ, two flags, a Hangul syllable of three letters, CR LF
    var text = String("e\u0301\U0001F468\u200D\U0001F469\u200D\U0001F467\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7\u1100\u1161\u11A8\r\nz")
    print(text.count_graphemes(), text.count_codepoints(), len(text))  # prints: 7 17 49
    var lengths = List[Int]()
    for cluster in text.graphemes():
        lengths.append(len(cluster))
    print(lengths)  # prints: [3, 18, 8, 8, 9, 2, 1]
    var backwards = List[Int]()
    for cluster in text.graphemes_reversed():
        backwards.append(len(cluster))
    print(backwards)  # prints: [1, 2, 9, 8, 8, 18, 3]
    print(text[grapheme=0:1] == "e\u0301", len(text[grapheme=2:4]), len(text[grapheme=5:100]))  # prints: True 16 3
    var parts = text.split_at_grapheme(1)
    print(len(parts[0]), len(parts[1]))  # prints: 3 46
    for offset, cluster in String("ab\u0308c").grapheme_indices():
        print(offset, len(cluster))
    # prints: 0 1
    # prints: 1 3
    # prints: 4 1
    print(String("").count_graphemes(), String("plain ascii").count_graphemes())  # prints: 0 11
    print(text.nth_grapheme(2).value() == "\U0001F1E9\U0001F1EA", text.nth_grapheme(99).__bool__())  # prints: True False
