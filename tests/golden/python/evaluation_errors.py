# test: run
# timeout: 60
# modes: O0 O3 (the interpreter loads no code)
# What `exec`, `eval` and `compile` raise; namespaces of other kinds.
def attempt(action, *arguments):
    try:
        print(action(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


attempt(eval, 1)
attempt(exec, "", 1)
attempt(eval, "", [])
attempt(eval, "nothing", {})
attempt(compile, "", "", "other")
attempt(eval, "1 / 0")
attempt(exec, "raise KeyError('x')")
attempt(exec, "del nothing", {})
attempt(exec, "import no_such_module")
attempt(eval, "len([])", {"__builtins__": {}})
attempt(eval, "size([1])", {"__builtins__": {"size": len}})
for text in ["1 +", "x = 1", "if True:", "f(", "1 1"]:
    try:
        eval(text)
    except SyntaxError as error:
        print(type(error).__name__, error.filename, error.lineno)
for text in ["x =", "def f():\nreturn 1", "for", "class", "a b"]:
    try:
        compile(text, "file.py", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.filename, error.lineno)
code = compile("a = b + 1", "file.py", "exec")
print(code.co_filename, code.co_name, type(code).__name__, eval(code, {"b": 1}))
space = {"b": 41}
for _ in range(3):
    exec(code, space)
    space["b"] = space["a"]
print(space["a"])


class Namespace(dict):
    def __missing__(self, key):
        return key.upper()

    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)


names = Namespace()
exec("x = abc\ndef f(): pass\nclass C: pass\nfor i in (1, 2): pass\ndel i", {}, names)
print(names["x"], sorted(names))
# output:
# TypeError eval() arg 1 must be a string, bytes or code object
# TypeError exec() globals must be a dict, not int
# TypeError globals must be a real dict; try eval(expr, {}, mapping)
# NameError name 'nothing' is not defined
# ValueError compile() mode must be 'exec', 'eval' or 'single'
# ZeroDivisionError division by zero
# KeyError 'x'
# NameError name 'nothing' is not defined
# ModuleNotFoundError No module named 'no_such_module'
# NameError name 'len' is not defined
# 1
# SyntaxError <string> 1
# SyntaxError <string> 1
# SyntaxError <string> 1
# SyntaxError <string> 1
# SyntaxError <string> 1
# SyntaxError file.py 1
# IndentationError file.py 2
# SyntaxError file.py 1
# SyntaxError file.py 1
# SyntaxError file.py 1
# file.py <module> code None
# 44
# set x
# set f
# set C
# set i
# set i
# ABC ['C', 'f', 'x']
