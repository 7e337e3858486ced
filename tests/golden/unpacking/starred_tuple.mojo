# test: run
def main():
    var name, *scores, mean = ("Ada", 3, 5, 4.0)
    print(name, scores, mean)  # prints: Ada [3, 5] 4.0
    var point, *none = (1, 2)
    print(point, none)  # prints: 1 [2]
    var none_left: List[String]
    head, *none_left = ("x",)
    print(head, len(none_left))  # prints: x 0
    var a, (b, *c) = 1, [2, 3, 4]
    print(a, b, c)  # prints: 1 2 [3, 4]
