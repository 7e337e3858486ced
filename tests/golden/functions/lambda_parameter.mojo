# test: run
def apply[f: def(Int) thin -> Int](x: Int) -> Int:
    return f(x)

def mapped[T: Copyable, U: Copyable, //, f: def(T) thin -> U](items: List[T]) -> List[U]:
    var result = List[U]()
    for item in items:
        result.append(f(item))
    return result^

def main():
    print(apply[lambda x: x + 1](2))
    print(mapped[lambda x: String(x) + "!"]([1, 2]))
    var words: List[String] = ["pear", "fig", "banana"]
    sort[lambda a, b: a.byte_length() > b.byte_length()](words)
    print(words)
# output:
# 3
# ['1!', '2!']
# ['banana', 'pear', 'fig']
