# test: run
def main() raises:
    var groups = Dict[Int, List[String]]()
    var words: List[String] = ["one", "two", "three", "four", "five", "six"]
    for word in words:
        var n = word.byte_length()
        if n not in groups:
            groups[n] = List[String]()
        groups[n].append(word)
    for n in [3, 4, 5]:
        print(n, groups[n])
# output:
# 3 ['one', 'two', 'six']
# 4 ['four', 'five']
# 5 ['three']
