# test: run
# Groups of exceptions: what they may hold, split, subgroup, derive; `except*`.
def show(group):
    if group is None:
        return "None"
    if isinstance(group, BaseExceptionGroup):
        return f"{type(group).__name__}({group.message!r}, [{', '.join(show(e) for e in group.exceptions)}])"
    return repr(group)


eg = ExceptionGroup("outer", [ValueError(1), TypeError(2), ExceptionGroup("inner", [ValueError(3), KeyError(4)])])
print(str(eg), repr(eg), eg.message, type(eg.exceptions))
match, rest = eg.split(ValueError)
print(show(match), show(rest))
print(show(eg.subgroup((KeyError, TypeError))), show(eg.subgroup(OSError)))
print(show(eg.subgroup(lambda e: isinstance(e, KeyError))))
print(show(eg.split(ExceptionGroup)[0]), eg.split(Exception)[0] is eg)
print(show(eg.derive([OSError("d")])))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
for wrong in [
    lambda: ExceptionGroup("m"),
    lambda: ExceptionGroup(1, [ValueError()]),
    lambda: ExceptionGroup("m", 5),
    lambda: ExceptionGroup("m", []),
    lambda: ExceptionGroup("m", [ValueError(), 5]),
    lambda: ExceptionGroup("m", [KeyboardInterrupt()]),
    lambda: eg.split(5),
]:
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Own(ExceptionGroup):
    def derive(self, excs):
        return Own("derived " + self.message, excs)


own = Own("own", [ValueError(1), KeyError(2)])
own.add_note("noted")
part = own.subgroup(KeyError)
print(show(part), part.__notes__)


def run(action):
    try:
        try:
            action()
        except* ValueError as caught:
            print("ValueError", show(caught))
        except* (KeyError, TypeError) as caught:
            print("KeyError or TypeError", show(caught))
            if len(caught.exceptions) > 1:
                raise
        else:
            print("nothing")
        finally:
            print("finally")
    except BaseException as error:
        print("left", show(error), show(error.__context__))


def throws(error):
    def action():
        raise error

    return action


run(lambda: None)
run(throws(ValueError("naked")))
run(throws(OSError("other")))
run(throws(ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError(2), OSError(3), ValueError(4)])])))
run(throws(ExceptionGroup("g", [KeyError(2), TypeError(5), OSError(3)])))
run(throws(ExceptionGroup("g", [KeyError(2), TypeError(5)])))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2), OSError(3)])
    except* ValueError:
        raise RuntimeError("new")
    except* KeyError as e:
        raise TypeError("newer") from e
except BaseException as error:
    print(show(error), [show(e.__context__) for e in error.exceptions])
try:
    try:
        raise ValueError(1)
    except* ValueError:
        raise RuntimeError("only")
except RuntimeError as error:
    print(show(error), show(error.__context__))
try:
    try:
        raise ValueError(1)
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(error)
for i in range(2):
    try:
        raise ExceptionGroup("loop", [ValueError(i)])
    except* ValueError:
        pass
    print(i)
# output:
# outer (3 sub-exceptions) ExceptionGroup('outer', [ValueError(1), TypeError(2), ExceptionGroup('inner', [ValueError(3), KeyError(4)])]) outer <class 'tuple'>
# ExceptionGroup('outer', [ValueError(1), ExceptionGroup('inner', [ValueError(3)])]) ExceptionGroup('outer', [TypeError(2), ExceptionGroup('inner', [KeyError(4)])])
# ExceptionGroup('outer', [TypeError(2), ExceptionGroup('inner', [KeyError(4)])]) None
# ExceptionGroup('outer', [ExceptionGroup('inner', [KeyError(4)])])
# ExceptionGroup('outer', [ValueError(1), TypeError(2), ExceptionGroup('inner', [ValueError(3), KeyError(4)])]) True
# ExceptionGroup('outer', [OSError('d')])
# ExceptionGroup BaseExceptionGroup
# TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
# TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int
# TypeError second argument (exceptions) must be a sequence
# ValueError second argument (exceptions) must be a non-empty sequence
# ValueError Item 1 of second argument (exceptions) is not an exception
# TypeError Cannot nest BaseExceptions in an ExceptionGroup
# TypeError expected an exception type, a tuple of exception types, or a callable (other than a class)
# Own('derived own', [KeyError(2)]) ['noted']
# nothing
# finally
# ValueError ExceptionGroup('', [ValueError('naked')])
# finally
# finally
# left OSError('other') None
# ValueError ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [ValueError(4)])])
# KeyError or TypeError ExceptionGroup('g', [ExceptionGroup('h', [KeyError(2)])])
# finally
# left ExceptionGroup('g', [ExceptionGroup('h', [OSError(3)])]) None
# KeyError or TypeError ExceptionGroup('g', [KeyError(2), TypeError(5)])
# finally
# left ExceptionGroup('g', [KeyError(2), TypeError(5), OSError(3)]) None
# KeyError or TypeError ExceptionGroup('g', [KeyError(2), TypeError(5)])
# finally
# left ExceptionGroup('g', [KeyError(2), TypeError(5)]) None
# ExceptionGroup('', [RuntimeError('new'), TypeError('newer'), ExceptionGroup('g', [OSError(3)])]) ["ExceptionGroup('g', [ValueError(1)])", "ExceptionGroup('g', [KeyError(2)])", 'None']
# RuntimeError('only') ExceptionGroup('', [ValueError(1)])
# catching ExceptionGroup with except* is not allowed. Use except instead.
# 0
# 1
