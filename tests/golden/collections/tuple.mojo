# test: run
def main():
    var t = (1, String("two"), 3.5)
    print(t[0], t[1], t[2])  # prints: 1 two 3.5
    print(len(t))  # prints: 3
    var a, b, c = t
    print(a + 1, b + "!", c * 2)  # prints: 2 two! 7.0
    var single = (7,)
    print(single[0], len(single))  # prints: 7 1
    var nested = ((1, 2), (3, 4))
    print(nested[1][0])  # prints: 3
    print((1, 2) == (1, 2), (1, 2) < (1, 3))  # prints: True True
