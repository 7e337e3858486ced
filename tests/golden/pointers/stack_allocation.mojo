# test: run
from std.memory import stack_allocation

def main():
    var buffer = stack_allocation[4, Int32]()
    for i in range(4):
        buffer[i] = Int32(i + 1)
    print(buffer.load[width=4]().reduce_add())  # prints: 10
