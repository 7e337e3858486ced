# test: run
if __name__ != "__main__":
    from .. import thing as t
else:
    t = "alone"
value = t + "!"
print(value)

# output:
# alone!
