# test: run
from std.sys import llvm_intrinsic

def main():
    var x = Float64(2.25)
    print(llvm_intrinsic["llvm.sqrt", Float64](x))  # prints: 1.5
    print(llvm_intrinsic["llvm.fma", Float64](x, x, x))  # prints: 7.3125
    print(llvm_intrinsic["llvm.bswap", UInt32](UInt32(0x01020304)))  # prints: 67305985
