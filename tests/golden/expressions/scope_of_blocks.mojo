# test: run
def main():
    var x = 1
    if x == 1:
        var x = "inner"
        print(x)
    print(x)
    for i in range(2):
        var x = i * 10
        print(x)
    print(x)
# output:
# inner
# 1
# 0
# 10
# 1
