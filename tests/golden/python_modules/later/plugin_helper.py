# test: module
one = 1
