# test: run
from collections import BitSet, Counter, Deque, InlineArray, InlineList, LinkedList


def main() raises:
    var array = InlineArray[Int, 4](fill=7)
    array[1] = 9
    array[-1] = 1
    print(array, len(array), 9 in array, 8 in array)  # prints: [7, 9, 7, 1] 4 True False
    var copy = array
    copy[0] = 0
    print(array[0], copy[0], array == copy)  # prints: 7 0 False
    var words = InlineArray[String, 2]("one", "a second one, too long to be inline")
    for word in words:
        print(word, end=";")
    print()  # prints: one;a second one, too long to be inline;

    var few = InlineList[String, 4]("x")
    few.append("y")
    print(len(few), few[0], few.pop(), len(few), "x" in few)  # prints: 2 x y 1 True

    var queue = Deque[Int]()
    for i in range(100):
        queue.append(i)
        if i % 3 == 0:
            _ = queue.popleft()
    queue.appendleft(-1)
    print(len(queue), queue[0], queue[-1], queue.pop(), queue.popleft(), queue.count(50))  # prints: 67 -1 99 99 -1 1
    var ring = Deque[Int](elements=[1, 2, 3, 4, 5], maxlen=3)
    ring.append(6)
    print(ring, 4 in ring, ring.index(5))  # prints: Deque(4, 5, 6) True 1
    ring.rotate(1)
    print(ring)  # prints: Deque(6, 4, 5)
    ring.reverse()
    ring.remove(4)
    print(ring, ring == Deque(5, 6))  # prints: Deque(5, 6) True
    try:
        _ = Deque[Int]().pop()
    except error:
        print(error)  # prints: IndexError: Deque is empty

    var linked = LinkedList[String]()
    linked.append("b")
    linked.prepend("a")
    linked.insert(1, "between")
    print(linked, len(linked), linked[1], "b" in linked)  # prints: ['a', 'between', 'b'] 3 between True
    print(linked.pop(), "b" in linked)  # prints: b False
    linked.reverse()
    for element in linked:
        print(element, end=",")
    print()  # prints: between,a,
    var counts = Counter[String]("a", "b", "a", "c", "a")
    print(counts["a"], counts["z"], len(counts), counts.total())  # prints: 3 0 3 5
    print(counts.most_common(1)[0], (counts - Counter[String]("a", "a"))["a"])  # prints: ('a', 3) 1

    var bits = BitSet[130]()
    bits.set(3)
    bits.set(129)
    bits.toggle(64)
    print(bits, len(bits), bits.test(64), 4 in bits)  # prints: {3, 64, 129} 3 True False
    bits.clear(64)
    var other = BitSet[130]()
    other.set(3)
    print(bits.union(other), bits.intersection(other), bits.difference(other))  # prints: {3, 129} {3} {129}
