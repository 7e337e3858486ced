# test: run
@fieldwise_init
struct Bag(Copyable):
    var items: List[Int]

def main():
    var a = Bag([1, 2])
    var b = a.copy()
    b.items.append(3)
    print(len(a.items), len(b.items))  # prints: 2 3
    var c = a^
    c.items[0] = 9
    print(c.items)  # prints: [9, 2]
