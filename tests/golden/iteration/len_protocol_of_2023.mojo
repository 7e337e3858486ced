# test: run
# options: --dialect 2023
@register_passable("trivial")
struct Steps:
    var at: Int
    var left: Int

    fn __init__(left: Int) -> Self:
        return Self {at: 0, left: left}

    fn __iter__(self) -> Self:
        return self

    fn __next__(inout self) -> Int:
        self.left -= 1
        self.at += 10
        return self.at

    fn __len__(self) -> Int:
        return self.left

fn main():
    for x in Steps(3):
        print(x)
    # prints: 10
    # prints: 20
    # prints: 30
