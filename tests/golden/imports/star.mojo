# test: run
from helper import *

def main():
    print(greet("star"), VERSION)  # prints: hello star 3
