# test: run
def main():
    var values = [2, 4, 6]
    print(4 in values)  # prints: True
    print(5 in values)  # prints: False
    print(5 not in values)  # prints: True
    print("ell" in String("hello"))  # prints: True
    print("z" not in String("hello"))  # prints: True
