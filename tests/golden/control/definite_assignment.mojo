# test: run
def choose(flag: Bool) -> String:
    var text: String
    if flag:
        text = "yes"
    else:
        text = "no"
    return text

def main():
    print(choose(True), choose(False))  # prints: yes no
    var n: Int
    n = 4
    print(n)  # prints: 4
