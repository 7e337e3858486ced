# test: run
def classify(n: Int) -> String:
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "digit"
    else:
        return "large"

def main():
    print(classify(-3), classify(0), classify(7), classify(70))  # prints: negative zero digit large
