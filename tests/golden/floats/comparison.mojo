# test: run
def main():
    print(1.0 < 1.5 <= 1.5)  # prints: True
    var tenth = 0.1
    var fifth = 0.2
    print(tenth + fifth == 0.3)  # prints: False
    var sum = 0.0
    for _ in range(10):
        sum += 0.1
    print(sum)  # prints: 0.9999999999999999
    print(sum == 1.0)  # prints: False
    print(max(1.5, 2.5), min(1.5, 2.5))  # prints: 2.5 1.5
