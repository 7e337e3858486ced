# test: run
def main():
    var total = 0
    for i in range(5): total += i
    while total > 7: total -= 1
    if total == 7: print("seven")
    else: print("other")
# output:
# seven
