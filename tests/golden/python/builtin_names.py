# test: run
# Names of built-ins that a module assigns are the built-ins as long as they have no value.
print(TimeoutError.__name__)
TimeoutError = TimeoutError
print(TimeoutError is OSError, TimeoutError.__name__)


def count():
    return len([1, 2])


print(count(), len("abc"))
len = lambda _: -1
print(count(), len("abc"))
del len
print(count(), len("abc"))
try:
    del len
except NameError as error:
    print(error)


class Own:
    print = print


Own.print(zip is zip)
try:
    other
except NameError as error:
    print(error)
other = 1


def replace():
    global abs, zip
    before = abs(-2)
    abs = str
    zip = None
    return before, abs(-2)


print(replace(), abs(-3), zip)

# output:
# TimeoutError
# False TimeoutError
# 2 3
# -1 -1
# 2 3
# name 'len' is not defined
# True
# name 'other' is not defined
# (2, '-2') -3 None
