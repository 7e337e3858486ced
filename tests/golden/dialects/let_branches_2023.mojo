# test: run
# options: --dialect 2023
fn pick(flag: Bool) -> Float32:
    let z: Float32
    if flag:
        z = 1.0
    else:
        z = 3.5
    return z

fn main():
    print(pick(True), pick(False))  # prints: 1.0 3.5
    let pair = (1, 2.5)
    print(pair.get[0, Int]())  # prints: 1
