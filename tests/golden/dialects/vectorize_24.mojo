# test: run
# options: --dialect 24
from algorithm import vectorize
from sys import simdwidthof

fn main():
    alias width = 4
    var calls = String()

    @parameter
    fn body[w: Int](i: Int):
        calls += str(w) + "@" + str(i) + " "

    vectorize[body, width, size=10]()
    print(calls)  # prints: 4@0 4@4 1@8 1@9 
    calls = ""
    vectorize[body, width](5)
    print(calls)  # prints: 4@0 1@4 
    print(simdwidthof[DType.float32]() > 1)  # prints: True
