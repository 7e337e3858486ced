# test: module
comptime PI = 3.0
var uses = 0

def note() -> Int:
    uses += 1
    return uses
