# test: run
from helper import Pair, greet as say, VERSION

def main():
    print(say("names"), VERSION)  # prints: hello names 3
    print(Pair(b=5, a=4).sum())  # prints: 9
