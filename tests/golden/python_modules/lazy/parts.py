# test: module
name = __name__
