# test: run
def main():
    for i in range(10):
        if i % 2 == 0:
            continue
        if i > 7:
            break
        print(i, end=" ")
    print()  # prints: 1 3 5 7 
    var n = 0
    while n < 6:
        n += 1
        if n == 2 or n == 4:
            continue
        print(n, end=" ")
    print()  # prints: 1 3 5 6 
