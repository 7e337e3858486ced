# test: run
def main():
    var text = String(42) + " " + String(-7) + " " + String(2.5) + " " + String(True)
    print(text)  # prints: 42 -7 2.5 True
    print(String("x", 1, 2.0))  # prints: x12.0
