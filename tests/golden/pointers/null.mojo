# test: run
from std.memory import UnsafePointer

def main():
    var p = UnsafePointer[Int, MutExternalOrigin]()
    if not p:
        print("null")  # prints: null
    var x = 3
    var q = UnsafePointer(to=x)
    print(Bool(q), q[])  # prints: True 3
