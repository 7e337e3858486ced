# test: run
import helper

def main():
    print(helper.greet("you"))  # prints: hello you
    print(helper.Pair(3, 4).sum())  # prints: 7
    print(helper.VERSION)  # prints: 3
