# test: run
def total(values: Span[Int, _]) -> Int:
    var sum = 0
    for value in values:
        sum += value
    return sum

def double(values: Span[mut=True, Int, _]):
    for i in range(len(values)):
        values[i] *= 2

def main():
    var list = [1, 2, 3, 4]
    print(total(list))  # prints: 10
    print(total(Span(list)[1:3]))  # prints: 5
    double(Span(list))
    print(list)  # prints: [2, 4, 6, 8]
