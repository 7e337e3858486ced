# test: run
def sizes[*Ts: AnyType]() -> String:
    var result = String()
    comptime for i in range(len(Ts)):
        result += String(size_of[Ts[i]]()) + " "
    return result

from std.sys import size_of

def main():
    print(sizes[Int8, Int32, Float64]())  # prints: 1 4 8 
