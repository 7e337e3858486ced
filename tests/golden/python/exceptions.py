# test: run
# try, except, finally, raise; names and variables without a value.
items = [1, 2, 3]
try:
    items[100]
except IndexError as e:
    print("caught", e)
def f():
    try:
        return 1
    finally:
        print("finally")
print(f())
try:
    print(undefined_name)
except NameError as e:
    print(e)
def h(x):
    if x:
        y = 1
    return y
try:
    h(False)
except UnboundLocalError as e:
    print(e)
class MyError(ValueError):
    pass
try:
    try:
        raise MyError("oops", 3)
    except KeyError:
        print("no")
    finally:
        print("cleanup")
except ValueError as e:
    print("MyError", e, repr(e))
# output:
# caught list index out of range
# finally
# 1
# name 'undefined_name' is not defined
# cannot access local variable 'y' where it is not associated with a value
# cleanup
# MyError ('oops', 3) MyError('oops', 3)
