# test: check
# What patterns may not be.
x = 1
match x:
    case y:
    #    ^ error[E0152]: name capture 'y' makes remaining patterns unreachable
        pass
    case _ | 2:
    #    ^ error[E0152]: wildcard makes remaining patterns unreachable
        pass
    case [a, a]:
    #    ^^^^^^ error[E0152]: multiple assignments to name 'a' in pattern
        pass
    case [*a, *b]:
    #    ^^^^^^^^ error[E0152]: multiple starred expressions in sequence pattern
        pass
    case (1 as z) | 2:
    #    ^^^^^^^^^^^^ error[E0152]: alternative patterns bind different names
        pass
    case int(real=1, real=2):
    #    ^^^^^^^^^^^^^^^^^^^ error[E0152]: attribute name repeated in class pattern: real
        pass
    case f"text":
    #    ^^^^^^^ error[E0152]: patterns may only match literals and attribute lookups
        pass
