# test: run
def join_all(*words: String, separator: String = " ") -> String:
    var result = String()
    for i in range(len(words)):
        if i > 0:
            result += separator
        result += words[i]
    return result

def main():
    print(join_all("a", "b", "c"))  # prints: a b c
    print(join_all("a", "b", separator="--"))  # prints: a--b
    print(join_all("only", separator="?"))  # prints: only
