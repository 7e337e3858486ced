# test: run at -O0 and -O2
from memory import UnsafePointer

def main():
    var bytes: List[UInt8] = [72, 105, 33, 0, 63]
    var text = UnsafePointer[UInt8, MutAnyOrigin](unsafe_from_address=Int(bytes.unsafe_ptr()))
    print(String(unsafe_from_utf8_ptr=text))  # prints: Hi!
    print(String(unsafe_from_utf8_ptr=text.bitcast[Int8]()))  # prints: Hi!
    _ = bytes^
