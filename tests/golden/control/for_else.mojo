# test: run
def first_factor(n: Int):
    for d in range(2, n):
        if n % d == 0:
            print(n, "=", d, "*", n // d)
            break
    else:
        print(n, "is prime")

def main():
    first_factor(15)  # prints: 15 = 3 * 5
    first_factor(13)  # prints: 13 is prime
    first_factor(2)  # prints: 2 is prime
