# test: run
def main():
    var v = [0, 1, 2, 3, 4, 5]
    print(v[1:4])  # prints: [1, 2, 3]
    print(v[:2], v[4:])  # prints: [0, 1] [4, 5]
    print(v[-2:])  # prints: [4, 5]
    print(v[::2])  # prints: [0, 2, 4]
    print(v[::-1])  # prints: [5, 4, 3, 2, 1, 0]
    print(len(v[2:2]))  # prints: 0
