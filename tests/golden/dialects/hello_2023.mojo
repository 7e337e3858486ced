# test: run
# options: --dialect 2023
fn greet(borrowed name: String, owned suffix: String) -> String:
    suffix += "!"
    return name + suffix

fn bump(inout n: Int):
    n += 1

def main():
    let a: Int = 1
    let b = 2
    var c: Int
    c = a + b
    bump(c)
    print(c)  # prints: 4
    print(greet("mojo", "🔥"))  # prints: mojo🔥!
    for x in range(9, 0, -3):
        print(x)
    # prints: 9
    # prints: 6
    # prints: 3
