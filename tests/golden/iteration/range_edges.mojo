# test: run
def main():
    var count = 0
    for i in range(-3, 4, 3):
        count += 1
        print(i, end=" ")
    for i in range(10, 5):
        count += 100
    for i in range(5, 10, -1):
        count += 100
    for i in range(7, 8):
        print(i, end=" ")
    print(count)  # prints: -3 0 3 7 3
    var r = range(2, 10, 3)
    print(len(r), r[1])  # prints: 3 5
