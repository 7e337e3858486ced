# test: run
def bump(p: Pointer[mut=True, Int, _]):
    p[] += 1

def main():
    var x = 1
    var p = Pointer(to=x)
    bump(p)
    bump(p)
    print(x)  # prints: 3
