# test: run
def kind[T: AnyType]() -> String:
    comptime if conforms_to(T, Writable):
        return "writable"
    else:
        return "opaque"

def size_name[n: Int]() -> String:
    comptime if n < 10:
        return "small"
    elif n < 100:
        return "medium"
    else:
        return "large"

def main():
    print(kind[Int]())  # prints: writable
    print(size_name[5](), size_name[50](), size_name[500]())  # prints: small medium large
