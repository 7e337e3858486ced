# test: run
from ring_a import is_even

def main():
    print(is_even(10), is_even(7))  # prints: True False
