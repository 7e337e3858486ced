# test: run
def middle() -> Int:
    print("middle")
    return 5

def main():
    var low = 1
    var high = 9
    # The operand in the middle is evaluated once.
    print(low < middle() < high)
    print(low < middle() < 4)
    # Evaluation stops at the first comparison that fails.
    print(low > high > middle())
    print(1 < 2 <= 2 != 3)
    print(3 == 3 == 3)
# output:
# middle
# True
# middle
# False
# False
# True
# True
