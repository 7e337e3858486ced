# test: run
def make(n: Int) -> Int:
    print("make", n)
    return n

var a = make(1)
var b = make(a + 1)

def main():
    print("main", a, b)
# output:
# make 1
# make 2
# main 1 2
