# test: run
var counter = 0

def bump(by: Int = 1):
    counter += by

bump()
bump(10)
print(counter)  # prints: 11
