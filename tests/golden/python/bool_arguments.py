# test: run
print(bool(), type(bool()) is bool, bool(1), [bool() for _ in range(2)])
try:
    bool(1, 2)
except TypeError:
    print("TypeError")

# output:
# False True True [False, False]
# TypeError
