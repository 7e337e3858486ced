# test: run
def main():
    for i in range(3):
        print(i, end=" ")
    for i in range(5, 8):
        print(i, end=" ")
    for i in range(9, 0, -3):
        print(i, end=" ")
    for i in range(0, 10, 4):
        print(i, end=" ")
    for i in range(3, 3):
        print("never")
    print(len(range(0, 10, 4)), len(range(5, 0, -2)))
# output:
# 0 1 2 5 6 7 9 6 3 0 4 8 3 3
