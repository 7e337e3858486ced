# test: run
# options: --dialect 24
fn make() -> String as result:
    result = String("named")
    result += "!"

fn other(out result: Int):
    result = 5

fn main():
    print(make())  # prints: named!
    print(other())  # prints: 5
