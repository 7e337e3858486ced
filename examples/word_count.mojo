"""Counts the words of a text, of a file, or of standard input, and shows the most frequent.

    mojo run examples/word_count.mojo              a built-in text
    mojo run examples/word_count.mojo FILE         a file
    ... | mojo run examples/word_count.mojo -      standard input
"""

from std.io import input
from std.sys import argv

comptime SAMPLE = """\
The river is wide, the river is deep,
and the boat on the river is small.
"""


@fieldwise_init
struct Entry(Comparable, Copyable):
    var word: String
    var count: Int

    def __lt__(self, other: Self) -> Bool:
        """The most frequent first, words of equal frequency in alphabetical order."""
        if self.count != other.count:
            return self.count > other.count
        return self.word < other.word

    def __eq__(self, other: Self) -> Bool:
        return self.word == other.word and self.count == other.count


def words_of(text: String) -> List[String]:
    """Runs of letters, in lower case."""
    var words = List[String]()
    var word = String()
    for byte in text.lower().as_bytes():
        if byte >= UInt8(ord("a")) and byte <= UInt8(ord("z")):
            word += chr(Int(byte))
        elif word:
            words.append(word)
            word = ""
    if word:
        words.append(word)
    return words^


def read_all() -> String:
    var text = String()
    while True:
        try:
            text += input() + "\n"
        except:
            return text


def main() raises:
    var arguments = argv()
    var text: String
    if len(arguments) < 2:
        text = SAMPLE
    elif arguments[1] == "-":
        text = read_all()
    else:
        with open(String(arguments[1]), "r") as file:
            text = file.read()

    var counts = Dict[String, Int]()
    var total = 0
    for word in words_of(text):
        counts[word] = counts.get(word, 0) + 1
        total += 1

    var entries = List[Entry]()
    for item in counts.items():
        entries.append(Entry(item.key, item.value))
    sort(entries)
    print(total, "words,", len(entries), "different")
    for i in range(min(5, len(entries))):
        print(entries[i].count, entries[i].word)

# output:
# 16 words, 9 different
# 4 the
# 3 is
# 3 river
# 1 and
# 1 boat
