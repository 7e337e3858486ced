# test: run
fn walk[F: fn (Int) unified -> None, //](n: Int, f: F):
    for i in range(n):
        f(i)

fn main():
    var total = 0

    fn add(i: Int) unified {mut total}:
        total += i

    walk(5, add)
    print(total)  # prints: 10
