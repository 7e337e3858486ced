# test: run
var total = 10
var names: List[String] = ["a"]

def add(n: Int):
    total += n
    names.append(String(n))

def main():
    add(5)
    add(7)
    print(total)  # prints: 22
    print(names)  # prints: ['a', '5', '7']
