# test: run
def parse(text: String) raises -> Int:
    return atol(text)

def main():
    var words: List[String] = ["1", "x", "30", "", "-5"]
    var sum = 0
    var bad = 0
    for word in words:
        try:
            sum += parse(word)
        except:
            bad += 1
    print(sum, bad)  # prints: 26 2
