# test: check
def parse(text: String) raises -> Int:
    return atol(text)

fn main():
    print(parse("5"))
    #     ^^^^^^^^^^ error[E0215]: `parse` may raise, but the function does not say `raises`
