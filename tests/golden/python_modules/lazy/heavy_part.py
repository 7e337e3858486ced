# test: module
def heavy():
    return "heavy"
