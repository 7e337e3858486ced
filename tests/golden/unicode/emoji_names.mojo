# test: run
def 🔥(n: Int) -> String:
    return "fire " + String(n)

@fieldwise_init
struct 🐶🐮(ImplicitlyCopyable):
    var größe: Int

def main():
    var 数 = 3
    print(🔥(数))  # prints: fire 3
    var π = 3.14
    print(π * 2)  # prints: 6.28
    print(🐶🐮(7).größe)  # prints: 7
