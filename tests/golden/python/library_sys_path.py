# test: run
# `sys.path` begins with the folder of the program.
import sys

folder = sys.path[0]
print(folder == __file__.rpartition("/")[0], folder.endswith("/python"))
# output:
# True True
