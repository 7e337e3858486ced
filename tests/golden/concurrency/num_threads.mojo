# test: run
# modes: O0 O3 (the interpreter has one thread)
# `MOJO_NUM_THREADS` says how many threads share the work; what is no number says nothing.
from std.os import setenv
from std.runtime import parallelism_level


def main():
    _ = setenv("MOJO_NUM_THREADS", "3")
    print(parallelism_level())  # prints: 3
    _ = setenv("MOJO_NUM_THREADS", "many")
    print(parallelism_level() >= 1)  # prints: True
