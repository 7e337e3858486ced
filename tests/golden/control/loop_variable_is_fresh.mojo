# test: run
def main():
    var i = 100
    for i in range(2):
        print(i)
    print(i)
# output:
# 0
# 1
# 100
