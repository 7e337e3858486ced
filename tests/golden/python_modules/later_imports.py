# test: run
# timeout: 60
# modes: O0 O3 (the interpreter loads no code)
# Modules that nobody could know of before: what text that is compiled now imports, and what stands in folders of `sys.path`.
import sys

exec("import collections\nprint(collections.OrderedDict(a=1))")
exec("from functools import lru_cache as cache\n@cache\ndef f(n): return n if n < 2 else f(n-1) + f(n-2)\nprint(f(50))")
sys.path.append(__file__.rsplit("/", 1)[0] + "/later")
name = "plug" + "in"
module = __import__(name)
print(module.value, module.double(4), module.__name__)
try:
    exec("import nothing_like_it")
except ImportError as error:
    print(error)
# output:
# OrderedDict({'a': 1})
# 12586269025
# 2 8 plugin
# No module named 'nothing_like_it'
