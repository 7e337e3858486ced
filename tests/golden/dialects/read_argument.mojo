# test: run
# options: --dialect 24
fn show(read text: String, mut count: Int):
    print(text, count)
    count += 1

fn main():
    var n = 1
    show("a", n)  # prints: a 1
    show("b", n)  # prints: b 2
