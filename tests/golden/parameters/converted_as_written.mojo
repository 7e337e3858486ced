# test: run
# dialect: 24
# A parameter's value converts by the rules of the module that it is written in.
from collections import InlineArray

alias size: UInt = 4


fn main():
    var array = InlineArray[Int, size](7)
    print(len(array), array[3])  # prints: 4 7
