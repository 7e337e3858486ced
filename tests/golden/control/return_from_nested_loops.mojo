# test: run
def pythagorean(limit: Int) -> Tuple[Int, Int, Int]:
    for a in range(1, limit):
        for b in range(a, limit):
            for c in range(b, limit):
                if a * a + b * b == c * c and a + b + c > 20:
                    return (a, b, c)
    return (0, 0, 0)

def main():
    var triple = pythagorean(30)
    print(triple[0], triple[1], triple[2])  # prints: 5 12 13
