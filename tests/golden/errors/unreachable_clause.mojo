# test: check
struct Broken(Copyable):
    def __init__(out self):
        pass

def fail() raises Broken:
    raise Broken()

def twice():
    try:
        fail()
    except Broken:
        print("first")
    except Broken as again:
    #      ^^^^^^ error[E0232]: this `except` is never reached: an earlier one takes `Broken`
        print("second")

def general_first():
    try:
        fail()
    except Error:
        print("first")
    except Broken:
#   ^^^^^^^^^^^^^ error[E0232]: this `except` is never reached: an earlier one takes every error
        print("second")

def in_a_tuple():
    try:
        fail()
    except (Broken, Error):
        print("first")
    except e:
#   ^^^^^^^^ error[E0232]: this `except` is never reached: an earlier one takes every error
        print(3)

def not_a_type():
    try:
        fail()
    except 3 as e:
    #      ^ error[E0211]: expected a type, found IntLiteral
        print("first")

def main():
    twice()
    general_first()
    in_a_tuple()
    not_a_type()
