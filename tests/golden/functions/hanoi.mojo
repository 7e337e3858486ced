# test: run
def move(n: Int, source: String, target: String, spare: String, mut moves: Int):
    if n == 0:
        return
    move(n - 1, source, spare, target, moves)
    moves += 1
    if moves <= 3:
        print(n, source, "->", target)
    move(n - 1, spare, target, source, moves)

def main():
    var moves = 0
    move(5, "a", "c", "b", moves)
    print(moves)
# output:
# 1 a -> c
# 2 a -> b
# 1 c -> b
# 31
