# test: run
from std.collections import Deque

def main() raises:
    var edges: Dict[Int, List[Int]] = {0: [1, 2], 1: [3], 2: [3, 4], 3: [5], 4: [5], 5: []}
    var distance = Dict[Int, Int]()
    distance[0] = 0
    var queue = Deque[Int]()
    queue.append(0)
    while queue:
        var node = queue.popleft()
        for next in edges[node]:
            if next not in distance:
                distance[next] = distance[node] + 1
                queue.append(next)
    for node in range(6):
        print(node, distance[node])
# output:
# 0 0
# 1 1
# 2 1
# 3 2
# 4 2
# 5 3
