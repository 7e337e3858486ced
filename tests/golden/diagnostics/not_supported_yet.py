# test: check
options = {}
class A(**options):
# columns 1-19 error[E0219]: `**` among the arguments of a class is not supported yet
    pass
