# test: run
print("inner")
if __name__ != "__main__":
    from . import deep

# output:
# inner
