# test: run
def repeat[count: Int](text: String) -> String:
    var result = String()
    for _ in range(count):
        result += text
    return result

def main():
    print(repeat[3]("ab"))  # prints: ababab
    print(repeat[0]("ab") == "")  # prints: True
    comptime n = 1 + 1
    print(repeat[n]("-"))  # prints: --
