# test: run
# What there is not yet says so, and can be caught.
for call in (lambda: eval("1"), lambda: exec("x = 1"), lambda: compile("1", "", "eval"), lambda: nothing):
    try:
        call()
    except NameError as error:
        print(error)

# output:
# name 'eval' is not defined: the built-in function is not supported yet
# name 'exec' is not defined: the built-in function is not supported yet
# name 'compile' is not defined: the built-in function is not supported yet
# name 'nothing' is not defined
