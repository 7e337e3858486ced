# test: run
def main():
    var a = String("apple")
    var b = String("banana")
    print(a < b, a == b, a != b, a >= b)  # prints: True False True False
    print(a == "apple")  # prints: True
    print(String("Z") < "a")  # prints: True
    print(String("ab") < "abc")  # prints: True
