# test: run
from std.memory import UnsafePointer

def main():
    var x = 5
    var p = UnsafePointer(to=x)
    p[] = 9
    print(x)  # prints: 9
    x += 1
    print(p[])  # prints: 10
