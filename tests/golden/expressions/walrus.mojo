# test: run
def main():
    var values = [3, 8, 1, 9]
    var index = 0
    while (current := values[index]) < 9:
        print(current)
        index += 1
    if (n := len(values)) > 3:
        print("length", n)
# output:
# 3
# 8
# 1
# length 4
