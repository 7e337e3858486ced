# test: run
def main():
    var a = 1; var b = 2; print(a + b)  # prints: 3
    if a < b: print("less"); print("still inside")  # prints: less
    # prints: still inside
    a += 1;
    print(a)  # prints: 2
