# test: check
def main() raises:
    a, b, *c = (1,)
#   ^^^^^^^^ error[E0222]: cannot unpack 1 value into at least 2 targets
    d, e = [1, 2, 3]
#   ^^^^ error[E0222]: cannot unpack 3 values into 2 targets
    var f, *g = (1, 2, "three")
    #      ^^ error[E0233]: a starred target cannot stand here: its values have different types: `Int` and `String`
    var h, *i = (1,)
    print(h, len(i))
    var j, k, *l = (1, "two")
    #         ^^ error[E0233]: a starred target cannot stand here: no value is left for it, so nothing tells the type of its list
    *m, *n = [1, 2]
    #   ^^ error[E0233]: a starred target cannot stand here: only one target can take the rest
