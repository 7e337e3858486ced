# test: run
def main():
    var a = String("base")
    var b = a
    b += "+"
    print(a, b)  # prints: base base+
    var c = a.copy()
    a += "-"
    print(a, c)  # prints: base- base
