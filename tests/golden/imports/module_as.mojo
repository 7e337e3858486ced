# test: run
import helper as h

def main():
    print(h.greet("alias"))  # prints: hello alias
    var p: h.Pair = h.Pair(1, 2)
    print(p.a)  # prints: 1
