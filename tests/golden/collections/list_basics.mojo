# test: run
def main():
    var values = [3, 1, 2]
    values.append(9)
    print(values, len(values))  # prints: [3, 1, 2, 9] 4
    values.insert(1, 7)
    print(values)  # prints: [3, 7, 1, 2, 9]
    print(values.pop(), values.pop(0))  # prints: 9 3
    print(values)  # prints: [7, 1, 2]
    values.extend([5, 6])
    print(values)  # prints: [7, 1, 2, 5, 6]
    values.reverse()
    print(values)  # prints: [6, 5, 2, 1, 7]
    print(values[-1], values[-2])  # prints: 7 1
    values.clear()
    print(len(values), Bool(values))  # prints: 0 False
