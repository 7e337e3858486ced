# test: run
def main() raises:
    var pairs: List[Tuple[Int, String]] = [(1, String("one")), (2, String("two"))]
    for n, name in pairs:
        print(n, name)
    # prints: 1 one
    # prints: 2 two
    var d: Dict[String, Int] = {"k": 5}
    for item in d.items():
        print(item.key, item.value)
    # prints: k 5
