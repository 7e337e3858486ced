# test: run
# Words that are keywords only in their place are ordinary names elsewhere.
def main():
    var owned = 1
    var mut = 2
    var read = 3
    var out = 4
    var inout = 5
    var borrowed = 6
    var match = 7
    var type = 8
    var alias_name = 9
    var where = 10
    print(owned + mut + read + out + inout + borrowed + match + type + alias_name + where)  # prints: 55
