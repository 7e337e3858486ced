# test: run
# modes: O0 O3 (the interpreter has no threads)
# 10 ms after the end of work the threads of the pool sleep: they use no processor time.
from std.algorithm import parallelize
from std.ffi import external_call
from std.time import sleep


def processor_ns() -> Int:
    var reading = InlineArray[Int64, 2](fill=0)
    _ = external_call["clock_gettime", Int32](Int32(2), reading.unsafe_ptr())
    return Int(reading[0]) * 1_000_000_000 + Int(reading[1])


def main():
    var cells = List[Int](length=1000, fill=0)
    var data = cells.unsafe_ptr()

    @parameter
    def work(index: Int):
        for i in range(100):
            data[index] += i

    parallelize[work](1000)
    sleep(0.010)
    var before = processor_ns()
    sleep(0.100)
    print((processor_ns() - before) < 1_000_000)  # prints: True
