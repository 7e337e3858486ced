# test: run
# modes: O0 O3 (a deep stack)
import errno
import gc
import sys

print(sys.version_info.major, sys.version_info[:2] >= (3, 12), type(sys.version_info).__name__, len(sys.version_info), sys.version_info.releaselevel)
print(sys.implementation.name, sys.implementation.version == sys.version_info, sys.float_info.epsilon, sys.float_info.max, sys.flags.optimize)
print(sys.hash_info.modulus, sys.int_info.default_max_str_digits, sys.byteorder, sys.maxunicode)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


sys.setrecursionlimit(100000)
print(sys.getrecursionlimit(), depth(50000))
try:
    sys.setrecursionlimit(0)
except ValueError as error:
    print(error)

print(sys.exc_info(), sys.exception())
try:
    raise KeyError(1)
except KeyError as error:
    kind, value, traceback = sys.exc_info()
    print(kind, value is error, traceback is error.__traceback__, sys.exception() is error)
for arguments in (), (None,), (3,), ("text",), ((1, 2),):
    try:
        sys.exit(*arguments)
    except SystemExit as error:
        print(error.args, error.code)
try:
    sys.intern(1)
except TypeError as error:
    print(error)
print(sys.intern("a") == "a", sys.getsizeof([1, 2]) > sys.getsizeof([]))

print(errno.ENOENT, errno.errorcode[errno.EAGAIN], errno.EWOULDBLOCK == errno.EAGAIN)
print(gc.collect(), gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable())

# output:
# 3 True version_info 5 final
# cpython True 2.220446049250313e-16 1.7976931348623157e+308 0
# 2305843009213693951 4300 little 1114111
# 100000 50000
# recursion limit must be greater or equal than 1
# (None, None, None) None
# <class 'KeyError'> True True True
# () None
# () None
# (3,) 3
# ('text',) text
# (1, 2) (1, 2)
# intern() argument must be str, not int
# True True
# 2 EAGAIN True
# 0 True None False None
