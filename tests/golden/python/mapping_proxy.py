# test: run
# `MappingProxyType`: a dictionary to read only, as it is now.
from types import MappingProxyType

values = {"a": 1}
shown = MappingProxyType(values)
values["b"] = 2
print(shown, shown["b"], len(shown), "a" in shown, list(shown.items()), shown.get("c", 0))
try:
    shown["c"] = 3
except TypeError as error:
    print(error)
for wrong in ([1], 5):
    try:
        MappingProxyType(wrong)
    except TypeError as error:
        print(error)

# output:
# {'a': 1, 'b': 2} 2 2 True [('a', 1), ('b', 2)] 0
# 'mappingproxy' object does not support item assignment
# mappingproxy() argument must be a mapping, not list
# mappingproxy() argument must be a mapping, not int
