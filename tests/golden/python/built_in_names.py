# test: run
# A variable of the module with the name of what is built in: until it has a value, and after it is deleted, the built-in one is meant.
ValueError = ValueError
try:
    int("x")
except ValueError as error:
    print(error)
print(len("abc"))
len = lambda value: "mine"
print(len("abc"))
del len
print(len("abc"))

# output:
# invalid literal for int() with base 10: 'x'
# 3
# mine
# 3
