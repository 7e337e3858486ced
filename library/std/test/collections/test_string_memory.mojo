# test: run

# Text is inline, static, or shared on the heap; nobody sees which.


def main():
    var short = String("inline")
    var copy = short
    copy += "!"
    print(short, copy)  # prints: inline inline!
    var long = String("a text that does not fit into the value itself")
    var second = long
    var third = long
    second += " (second)"
    print(long)  # prints: a text that does not fit into the value itself
    print(second)  # prints: a text that does not fit into the value itself (second)
    print(third == long, third != second)  # prints: True True

    var grown = String()
    for i in range(100):
        grown += String(i % 10)
    print(len(grown), grown[20:30], grown.count("7"))  # prints: 100 0123456789 10
    grown += grown
    print(len(grown), grown[95:105])  # prints: 200 5678901234
    var doubled = String("abc")
    for _ in range(4):
        doubled += doubled
    print(doubled, len(doubled))  # prints: abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabc 48

    var edge = String("twenty-three bytes 1234")
    print(len(edge))  # prints: 23
    var edge_copy = edge
    edge += "5"
    print(edge, edge_copy)  # prints: twenty-three bytes 12345 twenty-three bytes 1234
    edge.resize(6)
    print(edge, len(edge))  # prints: twenty 6
    edge.insert(3, "--")
    print(edge)  # prints: twe--nty

    var list = List[String]()
    for i in range(50):
        list.append(String("element number ") + String(i))
    var all = list.copy()
    list.reverse()
    print(all[7], list[7], all[49] == list[0])  # prints: element number 7 element number 42 True
    var empty = String()
    print(len(empty), empty == "", not empty, repr(empty + ""), empty < "a")  # prints: 0 True True '' True
    empty.write("n=", 5, " x=", 2.5, " ", True)
    print(empty)  # prints: n=5 x=2.5 True
    var bytes = String("héllo").as_bytes()
    print(len(bytes), bytes[1], bytes[2])  # prints: 6 195 169
    var code_points = List[Int]()
    for point in String("aé😀").codepoints():
        code_points.append(Int(point))
    print(code_points)  # prints: [97, 233, 128512]
    print(String(from_utf8_lossy=Span(List[UInt8](97, 255, 98))))  # prints: a�b
    print(String("a", 1, "b", sep="-", end="."), String.write(1, 2))  # prints: a-1-b. 12
