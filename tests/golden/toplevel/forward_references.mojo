# test: run
# Declarations may stand below their uses.
def main():
    print(later(2))  # prints: 20
    print(Late(5).value)  # prints: 5
    print(CONSTANT)  # prints: 10

def later(n: Int) -> Int:
    return n * CONSTANT

@fieldwise_init
struct Late:
    var value: Int

comptime CONSTANT = 5 * 2
