# test: run
def main():
    var limit = 60
    var composite = List[Bool](length=limit, fill=False)
    for n in range(2, limit):
        if composite[n]:
            continue
        print(n, end=" ")
        for multiple in range(n * n, limit, n):
            composite[multiple] = True
    print()
# output:
# 2 3 5 7 11 13 17 19 23 29 31 37 41 43 47 53 59 
