# test: run
# `StringRef` of bytes in memory, and a string's bytes under their names of 2024.
fn main():
    var bytes = DTypePointer[DType.uint8].alloc(2)
    bytes.store(0, ord("h"))
    bytes.store(1, ord("i"))
    var text = String(StringRef(bytes, 2))
    print(text, text.unsafe_uint8_ptr()[0])  # prints: hi 104
    print(text._strref_dangerous(), len(text.as_bytes_slice()))  # prints: hi 2
    text._strref_keepalive()
    bytes.free()
