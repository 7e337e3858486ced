# test: run
# An imported module runs its file scope first, and once.
from loading.counter import count_up
import loading.counter as again

var start = count_up() + 1

def main():
    print(start)  # prints: 42
    print(again.count)  # prints: 41
    again.count = 100
    print(count_up())  # prints: 101
