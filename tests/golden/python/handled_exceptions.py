# test: run
# `raise` alone, contexts, causes: which exception is being handled, also in called functions and in generators.
def again():
    raise


def chain(error):
    names = []
    while error is not None:
        names.append(type(error).__name__)
        error = error.__context__
    return " ".join(names)


try:
    again()
except RuntimeError as error:
    print(error)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        again()
except ZeroDivisionError as error:
    print("again", error, chain(error))


def look():
    return {}["missing"]


try:
    try:
        1 / 0
    except ZeroDivisionError:
        look()
except KeyError as error:
    print(chain(error), error.__suppress_context__, error.__cause__)
try:
    try:
        raise ValueError("a")
    finally:
        raise KeyError("b")
except KeyError as error:
    print(chain(error))
try:
    try:
        raise ValueError("a")
    except ValueError as first:
        raise KeyError("b") from first
except KeyError as error:
    print(chain(error), repr(error.__cause__), error.__suppress_context__)
try:
    try:
        raise ValueError("a")
    except ValueError:
        raise KeyError from None
except KeyError as error:
    print(chain(error), error.__cause__, error.__suppress_context__)


def leaves():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError:
            if i < 2:
                continue
            return i


leaves()
try:
    again()
except RuntimeError as error:
    print("nothing is handled", error)


def generator():
    try:
        yield 1
    except ValueError:
        yield 2
        try:
            again()
        except ValueError as error:
            print("in the generator", error)
        yield 3
    yield 4
    try:
        again()
    except KeyError as error:
        print("of the user", error)
    yield 5


numbers = generator()
print(next(numbers), numbers.throw(ValueError("thrown")))
try:
    again()
except RuntimeError as error:
    print("outside", error)
print(next(numbers), next(numbers))
try:
    {}["k"]
except KeyError:
    print(next(numbers))
try:
    try:
        raise ValueError("x")
    except ValueError as error:
        e = error
        raise
except ValueError as error:
    print(error is e, error.__context__)
try:
    try:
        raise ValueError("x")
    except ValueError as error:
        raise error
except ValueError as error:
    print(error.__context__)
try:
    try:
        raise ValueError("1")
    except ValueError as one:
        try:
            raise KeyError("2")
        except KeyError as two:
            raise one
except ValueError as error:
    print(chain(error))


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, class_, value, traceback):
        try:
            again()
        except ValueError as error:
            print("exit", error, class_ is ValueError, traceback is not None)
        return True


with Manager():
    raise ValueError("managed")
try:
    again()
except RuntimeError as error:
    print(error)
try:
    raise 5
except TypeError as error:
    print(error)
try:
    raise ValueError("v") from 5
except TypeError as error:
    print(error)
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as error:
    print(error, chain(error))
try:
    try:
        raise ValueError
    except (KeyError, int):
        pass
except TypeError as error:
    print(error)


class Strange(Exception):
    def __new__(cls):
        return 5


try:
    raise Strange
except TypeError as error:
    print(error)
named = "kept"
try:
    raise KeyError("k")
except KeyError as named:
    pass
try:
    named
except NameError as error:
    print(error, error.name)


def unbound():
    try:
        try:
            raise KeyError("k")
        except KeyError as named:
            raise ValueError
    except ValueError:
        return named


try:
    unbound()
except UnboundLocalError as error:
    print(error)
# output:
# No active exception to reraise
# again division by zero ZeroDivisionError
# KeyError ZeroDivisionError False None
# KeyError ValueError
# KeyError ValueError ValueError('a') True
# KeyError ValueError None True
# nothing is handled No active exception to reraise
# 1 2
# outside No active exception to reraise
# in the generator thrown
# 3 4
# of the user 'k'
# 5
# True None
# None
# ValueError KeyError
# exit managed True True
# No active exception to reraise
# exceptions must derive from BaseException
# exception causes must derive from BaseException
# catching classes that do not inherit from BaseException is not allowed TypeError ValueError
# catching classes that do not inherit from BaseException is not allowed
# calling <class '__main__.Strange'> should have returned an instance of BaseException, not <class 'int'>
# name 'named' is not defined named
# cannot access local variable 'named' where it is not associated with a value
