# test: run
# options: --dialect 24
fn make_adder(n: Int) -> fn (Int) escaping -> Int:
    fn add(x: Int) escaping -> Int:
        return x + n

    return add

@value
struct Handler:
    var on_event: fn (Int) escaping -> Int

fn main():
    var add = make_adder(4)
    print(add(1))  # prints: 5
    var handler = Handler(make_adder(10))
    print(handler.on_event(1))  # prints: 11

    var base = 5

    fn get(x: Int) -> Int:
        return base + x

    handler.on_event = get
    print(handler.on_event(2))  # prints: 7
