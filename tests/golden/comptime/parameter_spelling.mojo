# test: run
alias LIMIT = 3

fn classify[n: Int]() -> String:
    @parameter
    if n > LIMIT:
        return "over"
    elif n == LIMIT:
        return "equal"
    else:
        return "under"

fn main():
    print(classify[2](), classify[3](), classify[4]())  # prints: under equal over
    var sum = 0

    @parameter
    for i in range(LIMIT):
        sum += i
    print(sum)  # prints: 3
