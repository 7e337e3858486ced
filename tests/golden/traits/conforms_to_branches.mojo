# test: run
@fieldwise_init
struct Silent(ImplicitlyCopyable):
    var n: Int

def show[T: AnyType](value: T) -> String:
    comptime if conforms_to(T, Writable):
        return "writable"
    elif conforms_to(T, Copyable):
        return "copyable"
    else:
        return "neither"

def main():
    print(show(1))  # prints: writable
    print(show(Silent(1)))  # prints: copyable
