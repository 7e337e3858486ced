# test: run
def sign(x: Int) -> String:
    return "negative" if x < 0 else "zero" if x == 0 else "positive"

def main():
    print(sign(-5))  # prints: negative
    print(sign(0))  # prints: zero
    print(sign(12))  # prints: positive
    var x = 3
    print((x if x > 2 else -x) + 1)  # prints: 4
