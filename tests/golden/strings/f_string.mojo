# test: run
def main():
    var name = "x"
    var value = 3.14159
    print(f"{name} = {value}")  # prints: x = 3.14159
    print(f"{value:.2f}|{7:>4}|{7:<4}|{7:04}")  # prints: 3.14|   7|7   |0007
    print(f"{255:x} {5:b}")  # prints: ff 101
