# test: run
def main():
    for i in range(4):
        for j in range(4):
            if j > i:
                break
            if (i + j) % 2:
                continue
            print(i, j)
# output:
# 0 0
# 1 1
# 2 0
# 2 2
# 3 1
# 3 3
