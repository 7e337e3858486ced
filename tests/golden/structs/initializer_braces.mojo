# test: run
@fieldwise_init
struct Size(ImplicitlyCopyable):
    var width: Int
    var height: Int

def area(size: Size) -> Int:
    return size.width * size.height

def main():
    print(area({3, 4}))  # prints: 12
    print(area({height=5, width=2}))  # prints: 10
    var s: Size = {6, 7}
    print(s.height)  # prints: 7
