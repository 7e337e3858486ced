# test: run
# modes: O0 O3 (the interpreter does not know these C functions)
# modes: O0 O3 (the interpreter calls no foreign functions)
from std.ffi import external_call

def main():
    print(external_call["abs", Int32](Int32(-7)))  # prints: 7
    print(external_call["toupper", Int32](Int32(97)))  # prints: 65
