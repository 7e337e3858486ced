# test: run
def pick(x: Float64) -> String:
    return "converted"

def pick[T: Copyable](x: T) -> String:
    return "generic"

def pick(x: Int) -> String:
    return "exact"

def main():
    # An exact match beats a generic one, which beats a conversion.
    var n: Int = 3
    print(pick(n))  # prints: exact
    print(pick("text"))  # prints: generic
    var half: Float64 = 0.5
    print(pick(half))  # prints: converted
