# test: run
# Members as names of the module.
import enum
@enum.global_enum
class Colour(enum.IntFlag):
    RED = 1
    BLUE = 2
print(RED, repr(BLUE), repr(RED | BLUE), repr(Colour(0)), enum.show_flag_values(6))
# output:
# 1 __main__.BLUE __main__.RED|__main__.BLUE __main__.Colour(0) [2, 4]
