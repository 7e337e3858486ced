# test: check
from no_such_module import thing
# error[E0216]: no module named `no_such_module`

def main():
    print(thing)
