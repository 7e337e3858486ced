# test: run
def bump(mut x: Int, by: Int):
    x += by

def exchange(mut a: String, mut b: String):
    var kept = a
    a = b
    b = kept

def main():
    var n = 1
    bump(n, 4)
    print(n)  # prints: 5
    var values = [10, 20]
    bump(values[1], 5)
    print(values[1])  # prints: 25
    var x = String("left")
    var y = String("right")
    exchange(x, y)
    print(x, y)  # prints: right left
