# test: run
def pick() -> Int:
    print("pick")
    return 1

def main():
    var values = [10, 20, 30]
    # The subscript of the target is evaluated once.
    values[pick()] += 5
    print(values[1])
# output:
# pick
# 25
