# test: run
def noisy() -> Tuple[Int, Int]:
    print("called")
    return (1, 2)

def main():
    _ = noisy()
    _, second = noisy()
    print(second)
# output:
# called
# called
# 2
