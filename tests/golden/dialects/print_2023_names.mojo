# test: run
# options: --dialect 2023
fn main():
    print_no_newline("a", 1)
    print_no_newline(";")
    print("b")  # prints: a 1;b
    put_new_line()  # prints:
    let s: StringLiteral = "lit"
    print(s, len(s))  # prints: lit 3
    let r = StringRef("ref")
    print(r)  # prints: ref
