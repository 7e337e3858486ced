# test: module
def twice(x: Float64) -> Float64:
    return x * 2
