# test: check
# What Python refuses after parsing, in Python's words.
def repeated(a, b, a):
    #              ^ error[E0239]: duplicate argument 'a' in function definition
    pass


def both(x):
    global x
    #      ^ error[E0239]: name 'x' is parameter and global


def lost():
    nonlocal y
    #        ^ error[E0239]: no binding for nonlocal 'y' found


def stars():
    from os import *
#   ^^^^^^^^^^^^^^^^ error[E0239]: import * only allowed at module level


def outer():
    z = 1

    def inner():
        nonlocal z
        z = 2
    return inner


class Body:
    yield 1
#   ^^^^^^^ error[E0239]: 'yield' outside function


def waits():
    await outer()
#   ^^^^^^^^^^^^^ error[E0239]: 'await' outside async function
    async with outer():
#   ^^^^^^^^^^ error[E0239]: 'async with' outside async function
        pass


for i in range(3):
    def f():
        break
#       ^^^^^ error[E0239]: 'break' outside loop
    if i:
        continue
continue
# columns 1-8 error[E0239]: 'continue' not properly in loop
return
# columns 1-6 error[E0239]: 'return' outside function
print([(i := 1) for i in range(3)])
#       ^^^^^^ error[E0239]: assignment expression cannot rebind comprehension iteration variable 'i'
*a, *b = "ab"
# columns 1-6 error[E0239]: multiple starred expressions in assignment
try:
# columns 1-3 error[E0239]: default 'except:' must be last
    pass
except:
    pass
except ValueError:
    pass
