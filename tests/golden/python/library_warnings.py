# test: run
# modes: O0 O3 (a file is looked for)
# Rules for warnings, collected warnings; formats taken apart.
import sys, io, string, warnings
sys.stderr = io.StringIO()
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warnings.warn("one")
    warnings.warn("two", DeprecationWarning)
    print([(str(w.message), w.category.__name__) for w in seen])
with warnings.catch_warnings():
    warnings.simplefilter("error", RuntimeWarning)
    try:
        warnings.warn("bad", RuntimeWarning)
    except RuntimeWarning as error:
        print("raised", error)
with warnings.catch_warnings(record=True) as seen:
    warnings.resetwarnings()
    warnings.filterwarnings("ignore", "not.*this")
    for text in ("not this", "this"):
        warnings.warn_explicit(text, UserWarning, "x.py", 3)
    print([str(w) for w in seen])
print(warnings.formatwarning("text", UserWarning, "x.py", 3, "  a line"), end="")
warnings.warn_explicit("shown", UserWarning, "y.py", 4)
print(sys.stderr.getvalue(), end="")
for bad in (lambda: warnings.warn("x", int), lambda: warnings.simplefilter("no"), lambda: warnings.filterwarnings("ignore", 3), lambda: warnings.warn("x", 3)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
print(warnings.catch_warnings(record=True))

@warnings.deprecated("use g")
def f(x):
    return x + 1

@warnings.deprecated("no more")
class C:
    def __init__(self, x):
        self.x = x

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    print(f(1), C(2).x, f.__deprecated__)
    print([str(w.message) for w in seen])

class Twice(string.Formatter):
    def get_value(self, key, args, keywords):
        return args[key] * 2 if isinstance(key, int) else keywords.get(key, "?")

print(Twice().format("{0} and {0:>5} {name!r:4}|{other} {{x}}", 21, name="n"))
print(list(string.Formatter().parse("a{b!r:c}d{{e}}{f.g[0]:{w}}")))
for bad in ("{", "}", "{a", "{a!}", "{a!rx}", "{a{b}}"):
    try:
        print(list(string.Formatter().parse(bad)))
    except ValueError as error:
        print(bad, error)
print(string.Formatter().vformat("{0.real} {1[k]} {1[k][0]}", (5, {"k": "v"}), {}))
print(string.capwords("ab cd"), string.Template("$a ${b} $$").substitute(a=1, b=2))
# output:
# [('one', 'UserWarning'), ('two', 'DeprecationWarning')]
# raised bad
# ["{message : UserWarning('this'), category : 'UserWarning', filename : 'x.py', lineno : 3, line : None}"]
# x.py:3: UserWarning: text
#   a line
# y.py:4: UserWarning: shown
# TypeError category must be a Warning subclass, not 'type'
# ValueError invalid action: 'no'
# TypeError message must be a string
# TypeError category must be a Warning subclass, not 'int'
# catch_warnings(record=True)
# 2 2 use g
# ['use g', 'no more']
# 42 and    42 'n' |? {x}
# [('a', 'b', 'c', 'r'), ('d{', None, None, None), ('e}', None, None, None), ('', 'f.g[0]', '{w}', None)]
# { Single '{' encountered in format string
# } Single '}' encountered in format string
# {a expected '}' before end of string
# {a!} unmatched '{' in format spec
# {a!rx} expected ':' after conversion specifier
# {a{b}} unexpected '{' in field name
# 5 v v
# Ab Cd 1 2 $
