# test: check
trait A:
    def greet(self) -> Int:
        return 1

trait B:
    def greet(self) -> Int:
        return 2

@fieldwise_init
struct Both(A, B):
    # error[E0230]: `greet` has a default in both `A` and `B`: implement it
    pass

def main():
    print(Both().greet())
