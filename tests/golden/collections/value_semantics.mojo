# test: run
def grow(var values: List[Int]) -> Int:
    values.append(1)
    return len(values)

def main():
    var a = [1, 2]
    print(grow(a.copy()), len(a))  # prints: 3 2
    var d: Dict[String, Int] = {"x": 1}
    var e = d.copy()
    e["x"] = 2
    print(d.get("x", 0), e.get("x", 0))  # prints: 1 2
