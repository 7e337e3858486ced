# test: run
# options: --dialect 24
fn call_twice(f: fn () escaping -> Int) -> Int:
    return f() + f()

fn main():
    var base = 5

    fn get() -> Int:
        return base

    print(call_twice(get))  # prints: 10
