# test: run
def main() raises:
    var d = Dict[String, Int]()
    for word in ["z", "a", "m", "b"]:
        d[String(word)] = len(d)
    _ = d.pop("a")
    d["a"] = 9
    d["z"] = 7
    for key in d.keys():
        print(key, end=" ")
    for item in d.items():
        print(item.key, item.value, sep="=", end=" ")
    var total = 0
    for value in d.values():
        total += value
    print(total)
# output:
# z m b a z=7 m=2 b=3 a=9 21
