# test: run
# modes: O0 O3 (the interpreter has one thread only)
import threading, _thread, time
def f(x): pass
print(_thread.LockType, type(_thread.allocate_lock()), _thread.TIMEOUT_MAX)
print(repr(_thread.allocate_lock())[:29], repr(_thread.RLock())[:38])
for a in ((f,), (5, ()), (f, []), (f, (), [])):
    try: _thread.start_new_thread(*a)
    except TypeError as e: print(e)
print(_thread._count(), _thread.stack_size(), _thread.stack_size(1 << 20), threading.stack_size())
def leave():
    _thread.exit()
    print("not here")
_thread.start_new_thread(leave, ())
time.sleep(0.02)
def g():
    time.sleep(0.02)
    print("waited for")
threading.Thread(target=g).start()

# output:
# <class '_thread.lock'> <class '_thread.lock'> 9223372036.0
# <unlocked _thread.lock object <unlocked _thread.RLock object owner=0
# start_new_thread expected at least 2 arguments, got 1
# first arg must be callable
# 2nd arg must be a tuple
# optional 3rd arg must be a dictionary
# 0 0 0 1048576
# waited for
