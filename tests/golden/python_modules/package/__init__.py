# test: run
thing = "of the package"
print(thing)

# output:
# of the package
