# test: run
print("first")  # prints: first
var x = 3
x += 1
print(x)  # prints: 4
for i in range(2):
    print("i", i)
# prints: i 0
# prints: i 1
if x > 3:
    print("done")  # prints: done
