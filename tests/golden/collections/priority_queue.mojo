# test: run
struct Heap:
    var items: List[Int]

    def __init__(out self):
        self.items = List[Int]()

    def push(mut self, value: Int):
        self.items.append(value)
        var i = len(self.items) - 1
        while i > 0 and self.items[(i - 1) // 2] > self.items[i]:
            swap_items(self.items, i, (i - 1) // 2)
            i = (i - 1) // 2

    def pop(mut self) -> Int:
        var top = self.items[0]
        var last = self.items.pop()
        if self.items:
            self.items[0] = last
            var i = 0
            while True:
                var child = 2 * i + 1
                if child >= len(self.items):
                    break
                if child + 1 < len(self.items) and self.items[child + 1] < self.items[child]:
                    child += 1
                if self.items[i] <= self.items[child]:
                    break
                swap_items(self.items, i, child)
                i = child
        return top

def swap_items(mut items: List[Int], i: Int, j: Int):
    var kept = items[i]
    items[i] = items[j]
    items[j] = kept

def main():
    var heap = Heap()
    for value in [5, 3, 8, 1, 9, 2]:
        heap.push(value)
    for _ in range(6):
        print(heap.pop(), end=" ")
    print()
# output:
# 1 2 3 5 8 9 
