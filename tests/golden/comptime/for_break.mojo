# test: run
def first_square_over[limit: Int]() -> Int:
    comptime for i in range(100):
        comptime if i * i > limit:
            return i * i
    return -1

def main():
    print(first_square_over[50]())  # prints: 64
    comptime for i in range(10):
        if i == 2:
            continue
        if i == 4:
            break
        print(i)
    # prints: 0
    # prints: 1
    # prints: 3
