# test: run
def find(values: List[Int], wanted: Int) -> Optional[Int]:
    for i in range(len(values)):
        if values[i] == wanted:
            return i
    return None

def main():
    var found = find([5, 6, 7], 7)
    print(found.value())  # prints: 2
    var missing = find([5, 6, 7], 9)
    print(missing.or_else(-1))  # prints: -1
    print(Bool(found), Bool(missing))  # prints: True False
    if found:
        print("at", found.value())  # prints: at 2
    var copy = found
    copy.value() += 10
    print(found.value(), copy.value())  # prints: 2 12
