# test: run
# options: --dialect 2023
@register_passable("trivial")
struct Pair:
    var a: Int
    var b: Int

    fn __init__(one: Int) -> Self:
        return Self {a: one, b: one}

    fn __init__(a: Int, b: Int) -> Self:
        return Pair {a: a, b: b}

    fn __add__(self, rhs: Pair) -> Pair:
        return Pair(self.a + rhs.a, self.b + rhs.b)

fn sum(p: Pair) -> Int:
    return p.a + p.b

fn main():
    let p: Pair = 4
    print(sum(p))  # prints: 8
    print(sum(p + Pair(1, 2)))  # prints: 11
    # Any one-argument initialiser converted implicitly then.
    print(sum(10))  # prints: 20
