# test: run
def repeated(text: String, n: Int) -> String:
    var result = String()
    for i in range(n):
        if i > 0:
            result += "-"
        result += text
    return result

comptime LINE = repeated("ab", 4)

def main():
    print(LINE)  # prints: ab-ab-ab-ab
    var mine: String = LINE
    mine += "!"
    print(mine)  # prints: ab-ab-ab-ab!
    print(LINE.byte_length())  # prints: 11
